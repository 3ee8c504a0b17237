//! The description of the whole interface, committed as `docs/generated/openapi.json`.

use std::sync::OnceLock;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use utoipa::OpenApi;
use xingtan_platform::http::{ApiError, ApiResult};

use crate::{health, trust};

#[derive(OpenApi)]
#[openapi(
    info(title = "Xingtan", description = "The interface of the cloud classroom."),
    paths(
        health::live,
        health::ready,
        health::info,
        trust::show,
        trust::certificate,
        trust::profile,
    ),
    components(schemas(
        xingtan_base::problems::Problem,
        xingtan_room::message::ClientMessage,
        xingtan_room::message::ServerMessage,
        xingtan_room::entry::Entry,
    ))
)]
struct Own;

/// The description, merged from every domain's.
pub fn describe() -> utoipa::openapi::OpenApi {
    let mut api = Own::openapi();
    api.merge(xingtan_identity::openapi());
    api.merge(xingtan_library::openapi());
    api.merge(xingtan_teaching::openapi());
    api.merge(xingtan_live::openapi());
    for (path, item) in &mut api.paths.paths {
        let operations = [
            ("get", &mut item.get),
            ("head", &mut item.head),
            ("options", &mut item.options),
            ("put", &mut item.put),
            ("post", &mut item.post),
            ("patch", &mut item.patch),
            ("delete", &mut item.delete),
        ];
        for (method, operation) in operations {
            if let Some(operation) = operation {
                operation.operation_id = Some(operation_id(method, path));
            }
        }
    }
    api
}

/// The operation's unique name: the functions' own names repeat from feature to feature.
fn operation_id(method: &str, path: &str) -> String {
    let path = path.strip_prefix("/api").unwrap_or(path);
    let words = path.split(['/', '.', '-']).filter(|word| !word.is_empty());
    words.fold(method.to_owned(), |id, word| {
        match word.strip_prefix('{').and_then(|word| word.strip_suffix('}')) {
            Some(parameter) => format!("{id}_by_{parameter}"),
            None => format!("{id}_{word}"),
        }
    })
}

/// The description as it stands in the repository.
///
/// # Errors
/// When it cannot be written as JSON, which would be a fault in a derive.
pub fn text() -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(&describe())?;
    text.push('\n');
    Ok(text)
}

/// `GET /api/openapi.json`, written once: it is large, and anybody may ask for it.
pub async fn serve() -> ApiResult<Response> {
    static WRITTEN: OnceLock<Bytes> = OnceLock::new();
    let body = match WRITTEN.get() {
        Some(written) => written.clone(),
        None => {
            let text = text().map_err(|error| ApiError::Internal(error.into()))?;
            WRITTEN.get_or_init(|| text.into()).clone()
        }
    };
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_shapes_share_a_name() {
        let parts = [
            Own::openapi(),
            xingtan_identity::openapi(),
            xingtan_library::openapi(),
            xingtan_teaching::openapi(),
            xingtan_live::openapi(),
        ];
        let mut known = std::collections::BTreeMap::new();
        let mut twice = Vec::new();
        for (name, shape) in parts.iter().flat_map(|part| &part.components).flat_map(|c| &c.schemas)
        {
            let text = serde_json::to_string(shape).unwrap();
            if known.insert(name, text.clone()).is_some_and(|before| before != text) {
                twice.push(name);
            }
        }
        assert!(twice.is_empty(), "give one of each another name with `schema(as = …)`: {twice:?}");
    }

    #[test]
    fn every_operation_has_a_name_of_its_own() {
        let api = describe();
        let mut names = HashSet::new();
        for item in api.paths.paths.values() {
            let safe = [&item.get, &item.head, &item.options];
            let operations = [&item.put, &item.post, &item.patch, &item.delete];
            let operations = safe.into_iter().chain(operations);
            for operation in operations.flatten() {
                let name = operation.operation_id.clone().unwrap_or_default();
                assert!(names.insert(name.clone()), "{name:?} twice");
            }
        }
        assert!(names.contains("get_lessons_by_id_report_csv"), "{names:?}");
    }
}
