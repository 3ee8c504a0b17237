//! `PUT /api/lessons/{id}/whep/{session}/lines`: what somebody who watches wants to see and hear on
//! the media lines of his offer. Until he says so, whatever is on the stage.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use xingtan_base::ids::{LessonId, PersonId};
use xingtan_base::problems::{self, Problem};
use xingtan_platform::http::{ApiResult, Json, Path};
use xingtan_sfu::Wish;
use xingtan_sfu::limits::LINES_MAX;

use super::access::CanWatch;
use super::refusals::bad_lines;
use crate::media_side::MediaSide;

/// All lines, in the order of the offer; of those left out nothing changes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StageLines {
    /// At most 32.
    #[schema(max_items = 32)]
    lines: Vec<StageLine>,
}

/// One line.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StageLine {
    shows: LineShows,
    /// Who, where it shows one person.
    #[serde(default)]
    person: Option<PersonId>,
    /// The most bits a second that are of use there: a small picture needs no large layer.
    #[serde(default)]
    bps_max: Option<u32>,
}

/// What a line carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LineShows {
    /// Whatever is on the stage, who speaks first.
    Any,
    /// Nothing now.
    Nothing,
    /// A person's camera, or on a line of sound his voice.
    Person,
    /// What is on a person's screen.
    Screen,
}

/// Says what the lines of a session show from now on.
#[utoipa::path(put, path = "/api/lessons/{id}/whep/{session}/lines", tag = "live",
    params(("id" = LessonId, Path), ("session" = String, Path)),
    request_body = StageLines,
    responses((status = 204), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn put(
    State(side): State<MediaSide>,
    can: CanWatch,
    Path(place): Path<(LessonId, String)>,
    Json(asked): Json<StageLines>,
) -> ApiResult<StatusCode> {
    if asked.lines.len() > LINES_MAX {
        return Err(bad_lines().into());
    }
    let wishes = asked.lines.into_iter().map(|line| {
        let bps_max = line.bps_max.map(u64::from);
        line.wish().map(|wish| (wish, bps_max)).ok_or_else(bad_lines)
    });
    let wishes = wishes.collect::<Result<Vec<_>, _>>()?;
    if side.stages().wish((&place.1, &can.session()), wishes).await {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(problems::not_found().into())
    }
}

impl StageLine {
    fn wish(self) -> Option<Wish> {
        Some(match self.shows {
            LineShows::Any => Wish::Any,
            LineShows::Nothing => Wish::Nothing,
            LineShows::Person => Wish::Of(self.person?, 0),
            LineShows::Screen => Wish::Of(self.person?, 1),
        })
    }
}
