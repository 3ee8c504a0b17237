//! The xingtan server as a library, so that tests can start it.
