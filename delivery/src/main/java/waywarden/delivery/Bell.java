package waywarden.delivery;

/// Calls the desk. What it does is the desk's own; it must not throw and must not take long.
public interface Bell {

    void ring(Alarms.Alarm alarm);
}
