package waywarden.desk.store;

import org.springframework.jdbc.core.simple.JdbcClient;

/// What can be set while the desk runs.
public final class DeskSettings {

    private static final String EXERCISE = "exercise";

    private final JdbcClient client;

    public DeskSettings(JdbcClient client) {
        this.client = client;
    }

    /// Whether the whole desk is in an exercise: then nothing else can be written or issued.
    public boolean isExercise() {
        return client.sql("select value from desk_setting where name = ?")
                .param(EXERCISE)
                .query(String.class)
                .optional()
                .map(Boolean::valueOf)
                .orElse(false);
    }

    public void setExercise(boolean exercise) {
        client.sql("insert into desk_setting (name, value) values (?, ?)"
                        + " on conflict (name) do update set value = excluded.value")
                .params(EXERCISE, String.valueOf(exercise))
                .update();
    }
}
