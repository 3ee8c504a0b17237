//! The outside world: database, files, facts relay, jobs, HTTP, sockets, tasks, telemetry. Knows no school.
