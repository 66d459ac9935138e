package waywarden.desk;

/// What somebody may do at the desk. One may have several.
public enum Role {
    /// Writes warnings and issues them once a second person has approved.
    ISSUER,
    /// Approves, or gives back, what others wrote.
    APPROVER,
    /// Sees everything and changes nothing.
    READER,
    /// Keeps the accounts and the desk's settings.
    ADMIN
}
