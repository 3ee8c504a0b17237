//! `POST /api/imports/{id}/acceptance`: the previewed rows become people and classes, whole or
//! not at all.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use futures_util::future::try_join_all;
use serde::{Deserialize, Serialize};
use serde_json::{from_slice, json};
use tokio::sync::oneshot;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, ImportId, PersonId};
use xingtan_base::languages::Language;
use xingtan_base::problems::{self, Problem};
use xingtan_facts::{Happened, Object};
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::extract::body_lost;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};
use xingtan_platform::ids::Ids;

use super::access::{self, CanDecideImport};
use super::check::{Action, Checked, Known, check};
use super::kept::NewPassword;
use super::known::known;
use super::read::Row;
use super::refusals;
use super::show::{self, Import, ImportRow, ImportState, RosterClass, RowsAsked};
use crate::limits::IMPORT_HASHES_AT_ONCE;
use crate::memberships::{self, Membership, Place, Role, Started};
use crate::organisations::create;
use crate::passwords::one_time;
use crate::people::create::{NewPerson, write_all};
use crate::recorded::{self, Occasion};
use crate::signin_names::fold;
use crate::{Caller, Identity};

/// What becomes of a class that does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClassChoice {
    /// It is made.
    Create,
    /// It is not made, and its rows stay out.
    LeaveOut,
}

/// How an import is accepted; the body may be empty.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct Acceptance {
    /// Leave out rows with errors instead of refusing.
    pub skip_errors: bool,
    /// What becomes of each of the import's new classes, by name. None may be missing: a
    /// mistyped name must not become a class unasked.
    pub new_classes: BTreeMap<String, ClassChoice>,
}

impl Acceptance {
    /// The folded names of the classes for which this was chosen.
    fn chosen(&self, choice: ClassChoice) -> HashSet<String> {
        let chosen = self.new_classes.iter().filter(|(_, of)| **of == choice);
        chosen.map(|(name, _)| fold(name)).collect()
    }
}

/// Accepts an import. Accepting it again answers the same import and writes nothing.
#[utoipa::path(post, path = "/api/imports/{id}/acceptance", tag = "identity",
    params(("id" = ImportId, Path)), request_body = Option<Acceptance>,
    responses((status = 200, body = Import), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn accept(
    State(identity): State<Identity>,
    caller: Caller,
    Path(import): Path<ImportId>,
    body: Result<Bytes, BytesRejection>,
) -> ApiResult<Json<Import>> {
    let (by, now) = (caller.person, identity.ctx.clock.now());
    identity
        .ctx
        .db
        .read("imports.may_accept", async move |tx: &Tx| {
            access::decide(tx, by, import, now).await.map_err(ApiError::from)
        })
        .await?;
    let body = body.map_err(|error| body_lost(&error))?;
    let how: Acceptance = if body.is_empty() {
        Acceptance::default()
    } else {
        from_slice(&body).map_err(|error| problems::malformed(error.to_string()))?
    };
    let asked = Asked {
        by,
        language: caller.language,
        import,
        skip_errors: how.skip_errors,
        create: how.chosen(ClassChoice::Create),
        left_out: how.chosen(ClassChoice::LeaveOut),
    };
    // A task of its own: a browser that goes away leaves neither half the work nor passwords
    // that nobody can fetch.
    let (answer, wait) = oneshot::channel();
    let tasks = identity.ctx.tasks.clone();
    tasks.spawn("imports.accept", async move {
        drop(answer.send(run(&identity, asked).await));
    });
    let import = wait.await.map_err(|_| anyhow::anyhow!("accepting an import broke off"))??;
    Ok(Json(import))
}

struct Asked {
    by: PersonId,
    language: Language,
    import: ImportId,
    skip_errors: bool,
    create: HashSet<String>,
    left_out: HashSet<String>,
}

impl Asked {
    /// Whether somebody said that this class is to be made.
    fn creates(&self, class: &str) -> bool {
        self.create.contains(&fold(class))
    }
}

async fn run(identity: &Identity, asked: Asked) -> ApiResult<Import> {
    let _turn = identity.imports.turn.lock().await;
    let now = identity.ctx.clock.now();
    let (by, import) = (asked.by, asked.import);
    let (shown, stored) = identity
        .ctx
        .db
        .read("imports.to_accept", async move |tx: &Tx| {
            let can = access::decide(tx, by, import, now).await?;
            let shown = show::import(tx, can).await?;
            Ok::<_, ApiError>((shown, show::rows(tx, can, RowsAsked::all()).await?))
        })
        .await?;
    match shown.state {
        ImportState::Previewed => {}
        ImportState::Accepted => return Ok(shown.with_passwords(&identity.imports, now)),
        ImportState::Discarded => return Err(refusals::discarded().into()),
    }
    if shown.totals.errors > 0 && !asked.skip_errors {
        return Err(refusals::has_errors().into());
    }
    let is_said = |class: &RosterClass| {
        asked.creates(&class.name) || asked.left_out.contains(&fold(&class.name))
    };
    if !shown.new_classes.iter().all(is_said) {
        return Err(refusals::new_classes().into());
    }
    let brought = match identity.imports.file(import, now) {
        Some(brought) => brought,
        None if shown.has_passwords => return Err(refusals::upload_again().into()),
        None => Arc::default(),
    };
    let rows: Vec<Row> =
        stored.iter().map(|row| file_row(row, brought.get(&row.line).cloned())).collect();
    let first = first_passwords(identity, &asked, &stored, &rows).await?;
    // Hashing took a while; what is written is dated when it is written.
    let at = identity.ctx.clock.now();
    let prepared =
        Arc::new(Prepared { asked, at, ids: identity.ctx.ids.clone(), stored, rows, first });
    let writing = Arc::clone(&prepared);
    let (shown, created) = identity
        .ctx
        .db
        .write("imports.accept", async move |tx: &Tx| writing.write(tx).await)
        .await?;
    if let Some(created) = created {
        identity.imports.forget_file(import, at);
        identity.imports.put_new(import, prepared.passwords_of(&created), at);
    }
    Ok(shown.with_passwords(&identity.imports, at))
}

fn file_row(row: &ImportRow, password: Option<String>) -> Row {
    Row {
        line: row.line,
        name: row.name.clone(),
        display_name: row.display_name.clone(),
        role: row.role.clone(),
        class: row.class.clone(),
        password,
    }
}

/// A password and its hash.
struct FirstPassword {
    password: String,
    hash: String,
}

/// Passwords for the rows that make a person, by line: the file's own, or made by us.
async fn first_passwords(
    identity: &Identity,
    asked: &Asked,
    stored: &[ImportRow],
    rows: &[Row],
) -> ApiResult<HashMap<i64, FirstPassword>> {
    let is_wanted = |row: &ImportRow| !asked.left_out.contains(&fold(&row.class));
    let creates =
        stored.iter().zip(rows).filter(|(row, _)| row.action == Action::Create && is_wanted(row));
    let wanted: Vec<(i64, String)> = creates
        .map(|(_, row)| {
            let made = || one_time::generate(&identity.ctx.ids);
            (row.line, row.password.clone().unwrap_or_else(made))
        })
        .collect();
    let mut first = HashMap::with_capacity(wanted.len());
    for chunk in wanted.chunks(IMPORT_HASHES_AT_ONCE) {
        let hashing = chunk.iter().map(|(_, password)| identity.pool.hash(password));
        for ((line, password), hash) in chunk.iter().zip(try_join_all(hashing).await?) {
            first.insert(*line, FirstPassword { password: password.clone(), hash });
        }
    }
    Ok(first)
}

/// Everything the transaction needs.
struct Prepared {
    asked: Asked,
    at: UtcMs,
    ids: Ids,
    stored: Vec<ImportRow>,
    rows: Vec<Row>,
    first: HashMap<i64, FirstPassword>,
}

impl Prepared {
    /// Checks every row again and writes. Answers the lines that made a person, or nothing when
    /// the import had been accepted before.
    async fn write(&self, tx: &Tx) -> Result<(Import, Option<HashSet<i64>>), ApiError> {
        let can = access::decide(tx, self.asked.by, self.asked.import, self.at).await?;
        let shown = show::import(tx, can).await?;
        match shown.state {
            ImportState::Previewed => {}
            ImportState::Accepted => return Ok((shown, None)),
            ImportState::Discarded => return Err(refusals::discarded().into()),
        }
        let mut known = known(tx, can.school(), &self.rows, self.at).await?;
        let checked = check(&self.rows, &known, &self.asked.left_out);
        let is_unsaid = |class: &String| !self.asked.creates(class);
        if checked.count(&[Action::Error]) > 0 && !self.asked.skip_errors
            || checked.new_classes.iter().any(is_unsaid)
        {
            return Err(refusals::changed().into());
        }
        self.write_classes(tx, can, &checked, &mut known).await?;
        let (mut created, mut new, mut joined) = (HashSet::new(), Vec::new(), Vec::new());
        for (row, judged) in self.rows.iter().zip(&checked.rows) {
            match judged.action {
                Action::Create => {
                    new.push(self.new_person(can, row, &known)?);
                    created.insert(row.line);
                }
                Action::Join | Action::JoinAlso => joined.push(self.joining(can, row, &known)?),
                Action::None | Action::LeftOut | Action::Error => {}
            }
        }
        write_all(tx, &new, self.at).await.map_err(taken)?;
        memberships::start_all(tx, &joined, self.at).await?;
        recorded::roster(tx, &self.ids, self.occasion(can), &new, &joined).await?;
        self.write_outcome(tx, can, &checked).await?;
        Ok((show::import(tx, can).await?, Some(created)))
    }

    async fn write_classes(
        &self,
        tx: &Tx,
        can: CanDecideImport,
        checked: &Checked,
        known: &mut Known,
    ) -> Result<(), ApiError> {
        for name in &checked.new_classes {
            let id: ClassId = self.ids.next();
            create::class(tx, can.school(), id, name, self.at).await.map_err(taken)?;
            let on = self.occasion(can);
            recorded::class(tx, &self.ids, on, (can.school(), id), name).await?;
            known.classes.insert(fold(name), id);
        }
        Ok(())
    }

    fn new_person(
        &self,
        can: CanDecideImport,
        row: &Row,
        known: &Known,
    ) -> Result<NewPerson, Problem> {
        let first = self.first.get(&row.line).ok_or_else(refusals::changed)?;
        Ok(NewPerson {
            id: self.ids.next(),
            name: row.name.clone(),
            display_name: row.display_name.clone(),
            language: self.asked.language,
            password_hash: first.hash.clone(),
            is_password_given: true,
            membership: (self.ids.next(), membership(can, row, known)?),
        })
    }

    fn joining(&self, can: CanDecideImport, row: &Row, known: &Known) -> Result<Started, Problem> {
        let person = known.people.get(&fold(&row.name)).ok_or_else(refusals::changed)?.id;
        Ok(Started { id: self.ids.next(), person, membership: membership(can, row, known)? })
    }

    fn occasion(&self, can: CanDecideImport) -> Occasion {
        Occasion::administering(self.asked.by, can.school(), self.at)
    }

    /// What came of each row, the counts and the fact.
    async fn write_outcome(
        &self,
        tx: &Tx,
        can: CanDecideImport,
        checked: &Checked,
    ) -> Result<(), ApiError> {
        for (before, judged) in self.stored.iter().zip(&checked.rows) {
            if before.action == judged.action && before.errors == judged.errors {
                continue;
            }
            tx.execute(
                "update roster_import_row set action = $4, errors = $5 \
                 where school = $1 and import = $2 and line = $3",
                &[
                    can.school().into(),
                    can.import().into(),
                    before.line.into(),
                    judged.action.word().into(),
                    json!(judged.errors).to_string().into(),
                ],
            )
            .await?;
        }
        let new = checked.count(&[Action::Create]);
        let existing = checked.count(&[Action::Join, Action::JoinAlso, Action::None]);
        let errors = checked.count(&[Action::Error]);
        tx.execute(
            "update roster_import set state = 'accepted', accepted_ms = $3, new_count = $4, \
             existing_count = $5, error_count = $6, new_classes = $7 \
             where school = $1 and id = $2",
            &[
                can.school().into(),
                can.import().into(),
                self.at.into(),
                new.into(),
                existing.into(),
                errors.into(),
                json!(checked.new_classes).to_string().into(),
            ],
        )
        .await?;
        let count = |actions: &[Action]| u32::try_from(checked.count(actions)).unwrap_or(u32::MAX);
        let happened = Happened::RosterImported {
            import: can.import(),
            people_created: count(&[Action::Create]),
            people_joined: count(&[Action::Join, Action::JoinAlso]),
        };
        let object = Object::new("import", can.import());
        recorded::record(tx, &self.ids, self.occasion(can), object, happened).await?;
        Ok(())
    }

    fn passwords_of(&self, created: &HashSet<i64>) -> Vec<NewPassword> {
        let rows = self.rows.iter().filter(|row| created.contains(&row.line));
        rows.filter_map(|row| {
            Some(NewPassword {
                name: row.name.clone(),
                display_name: row.display_name.clone(),
                class: row.class.clone(),
                password: self.first.get(&row.line)?.password.clone(),
            })
        })
        .collect()
    }
}

fn membership(can: CanDecideImport, row: &Row, known: &Known) -> Result<Membership, Problem> {
    if row.role == Role::Teacher.word() {
        return Ok(Membership { role: Role::Teacher, place: Place::School(can.school()) });
    }
    let class = known.classes.get(&fold(&row.class)).ok_or_else(refusals::changed)?;
    Ok(Membership { role: Role::Learner, place: Place::Class(can.school(), *class) })
}

/// Somebody took a name between our check and our write.
fn taken(error: db::Error) -> ApiError {
    if db::is_unique_violation(&error) { refusals::changed().into() } else { error.into() }
}
