//! Which surface is asked for.

use xingtan_base::problems;
use xingtan_platform::http::ApiResult;
use xingtan_room::page::is_surface;

/// A surface's name, if it is one of a lesson's.
pub(super) fn lawful(surface: &str) -> ApiResult<()> {
    if is_surface(surface) {
        return Ok(());
    }
    let detail = "A surface is slide/{deck}/{slide} or board/{page}.";
    Err(problems::invalid().detail(detail).field("surface", "invalid").into())
}
