//! The named cast, a server in a test and clients that speak to it. Tests only.
