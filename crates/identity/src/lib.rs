//! People, organisations, memberships, sign-in, sessions, access and import.
