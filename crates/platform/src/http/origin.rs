//! Refuses requests that another site makes with our cookies.
//!
//! Every changing request and every socket upgrade is checked. Programs that are no browsers send
//! neither header and carry no cookies they did not ask for, so they pass.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};
use xingtan_base::problems::Problem;

/// Gives a request that came by HTTP/2 the `Host` it has not: browsers name the host in
/// `:authority` alone, which stands in the request's address.
pub fn name_host(request: &mut Request) {
    if request.headers().contains_key(header::HOST) {
        return;
    }
    let host = request.uri().authority().and_then(|authority| {
        // Who writes a name and a password before the host means only the host.
        let host = authority.as_str().rsplit('@').next()?;
        HeaderValue::from_str(host).ok()
    });
    if let Some(host) = host {
        request.headers_mut().insert(header::HOST, host);
    }
}

/// Checks `Sec-Fetch-Site` and `Origin` of a request.
///
/// # Errors
/// A 403 problem when the request was made by another site.
pub fn check(
    method: &Method,
    headers: &HeaderMap,
    public_host: Option<&str>,
) -> Result<(), Problem> {
    let is_upgrade = headers.contains_key(header::UPGRADE);
    if (method.is_safe() || method == Method::OPTIONS) && !is_upgrade {
        return Ok(());
    }
    if let Some(site) = headers.get("sec-fetch-site")
        && site != "same-origin"
        && site != "none"
    {
        return Err(cross_site());
    }
    match headers.get(header::ORIGIN) {
        None => Ok(()),
        Some(origin) if is_own(origin, headers.get(header::HOST), public_host) => Ok(()),
        Some(_) => Err(cross_site()),
    }
}

fn is_own(origin: &HeaderValue, host: Option<&HeaderValue>, public_host: Option<&str>) -> bool {
    let Some(authority) = origin
        .to_str()
        .ok()
        .and_then(|text| text.parse::<Uri>().ok())
        .and_then(|uri| uri.authority().map(ToString::to_string))
    else {
        return false;
    };
    let asked = host.and_then(|value| value.to_str().ok());
    asked.is_some_and(|asked| asked.eq_ignore_ascii_case(&authority))
        || public_host.is_some_and(|public| public.eq_ignore_ascii_case(&authority))
}

fn cross_site() -> Problem {
    Problem::new(403, "request.cross_site", "This request came from another site.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(method: Method, pairs: &[(&'static str, &'static str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, HeaderValue::from_static(value));
        }
        check(&method, &headers, Some("class.example.edu")).is_ok()
    }

    #[test]
    fn another_site_may_read_pages_but_not_change_or_open_sockets() {
        let other = [("host", "a.example"), ("origin", "https://evil.example")];
        assert!(verdict(Method::GET, &other));
        assert!(!verdict(Method::POST, &other));
        let mut socket = other.to_vec();
        socket.push(("upgrade", "websocket"));
        assert!(!verdict(Method::GET, &socket));
        assert!(!verdict(Method::DELETE, &[("sec-fetch-site", "cross-site")]));
        assert!(!verdict(Method::POST, &[("host", "a.example"), ("origin", "null")]));
    }

    #[test]
    fn our_own_pages_and_programs_pass() {
        let own = [("host", "a.example:8080"), ("origin", "http://a.example:8080")];
        assert!(verdict(Method::POST, &own));
        let public = [("host", "127.0.0.1:8080"), ("origin", "https://class.example.edu")];
        assert!(verdict(Method::POST, &public));
        assert!(verdict(Method::PATCH, &[]));
        assert!(verdict(Method::POST, &[("sec-fetch-site", "same-origin")]));
    }
}
