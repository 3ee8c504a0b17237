//! From an address to the store it names.

use std::sync::Arc;

use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::{ClientOptions, ObjectStore, RetryConfig};

use super::error::Error;
use super::limits;

/// Opens the store; `variable` looks up the credentials.
pub(super) fn open(
    url: &str,
    variable: impl Fn(&str) -> Option<String>,
) -> Result<Arc<dyn ObjectStore>, Error> {
    let wrong = |why: String| Error::Address(harmless(url), why);
    if let Some(folder) = url.strip_prefix("file:") {
        std::fs::create_dir_all(folder).map_err(|error| wrong(error.to_string()))?;
        let store = LocalFileSystem::new_with_prefix(folder);
        // Power may fail after we have said that a recording is stored.
        let store = store.map_err(|error| wrong(error.to_string()))?.with_fsync(true);
        return Ok(Arc::new(store.with_automatic_cleanup(true)));
    }
    let Some(rest) = url.strip_prefix("s3://") else {
        return Err(wrong("unknown scheme".to_owned()));
    };
    let (bucket, parameters) = rest.split_once('?').unwrap_or((rest, ""));
    if bucket.is_empty() || bucket.contains('/') {
        return Err(wrong("s3:// is followed by the name of one bucket".to_owned()));
    }
    let mut builder = s3(bucket);
    for parameter in parameters.split('&').filter(|parameter| !parameter.is_empty()) {
        builder = match parameter.split_once('=') {
            Some(("endpoint", endpoint)) => {
                builder.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://"))
            }
            Some(("region", region)) => builder.with_region(region),
            _ => {
                let why = "after the ? come only endpoint=URL and region=NAME; the credentials \
                           are variables";
                return Err(wrong(why.to_owned()));
            }
        };
    }
    let credential = |name: &str| {
        let missing = || wrong(format!("the variable {name} is not set"));
        variable(name).filter(|value| !value.is_empty()).ok_or_else(missing)
    };
    builder = builder
        .with_access_key_id(credential("AWS_ACCESS_KEY_ID")?)
        .with_secret_access_key(credential("AWS_SECRET_ACCESS_KEY")?);
    let store = builder.build().map_err(|error| wrong(error.to_string()))?;
    Ok(Arc::new(store))
}

/// A folder's address is shown whole, a bucket's without its parameters, any other not at all.
fn harmless(url: &str) -> String {
    if url.starts_with("file:") {
        return url.to_owned();
    }
    match url.strip_prefix("s3://") {
        Some(rest) if !rest.contains('@') => {
            format!("s3://{}", rest.split('?').next().unwrap_or_default())
        }
        Some(_) => "s3://…".to_owned(),
        None => "…".to_owned(),
    }
}

fn s3(bucket: &str) -> AmazonS3Builder {
    // The client takes the process's provider, and knows none of its own. A second call is in vain.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = ClientOptions::new()
        .with_timeout_disabled()
        .with_read_timeout(limits::SILENCE)
        .with_connect_timeout(limits::CONNECT_TIME);
    let retry = RetryConfig {
        max_retries: limits::RETRIES,
        retry_timeout: limits::RETRY_TIME,
        ..RetryConfig::default()
    };
    AmazonS3Builder::new().with_bucket_name(bucket).with_client_options(client).with_retry(retry)
}
