//! Sends who comes by http to https, where a server has a domain and a certificate for it.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::address::IsTls;
use crate::tls::machine::Name;

/// What is asked on the machine itself, by programs that know no certificates.
const AS_IT_IS: [&str; 2] = ["/health/", "/metrics"];

/// Middleware for a server whose domains these are. Authorities look at port 443, so that is where
/// its https is for the world.
pub async fn send_on(
    State(domains): State<Arc<[String]>>,
    request: Request,
    next: Next,
) -> Response {
    let is_tls = request.extensions().get::<IsTls>().is_none_or(|tls| tls.0);
    let path = request.uri().path();
    if is_tls || AS_IT_IS.iter().any(|asked| path.starts_with(asked)) {
        return next.run(request).await;
    }
    let to = address(&domains, request.headers(), request.uri());
    (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response()
}

/// The same page by https: of the domain that was asked if it is one of ours, else of the first.
fn address(domains: &[String], headers: &HeaderMap, uri: &Uri) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let asked = host.and_then(Name::of_host).map(|name| name.to_string());
    let own = asked.filter(|asked| domains.contains(asked)).or_else(|| domains.first().cloned());
    let rest = uri.path_and_query().map_or("/", |rest| rest.as_str());
    format!("https://{}{rest}", own.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_sent_to_a_domain_of_ours_and_nowhere_else() {
        let domains = ["class.example".to_owned(), "school.example".to_owned()];
        for (host, to) in [
            (Some("school.example:80"), "https://school.example/room/1?t=2"),
            (Some("CLASS.example"), "https://class.example/room/1?t=2"),
            (Some("evil.example"), "https://class.example/room/1?t=2"),
            (Some("192.0.2.1"), "https://class.example/room/1?t=2"),
            (None, "https://class.example/room/1?t=2"),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(host) = host {
                headers.insert(header::HOST, host.parse().unwrap());
            }
            let uri = Uri::from_static("/room/1?t=2");
            assert_eq!(address(&domains, &headers, &uri), to, "{host:?}");
        }
    }
}
