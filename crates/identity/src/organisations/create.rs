//! Writing new organisations; callers have checked that they may.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{AllianceId, ClassId, RegionId, SchoolId};
use xingtan_platform::db::{self, Tx};

use crate::signin_names::fold;

/// Writes a region.
pub async fn region(tx: &Tx, id: RegionId, name: &str, now: UtcMs) -> Result<(), db::Error> {
    tx.execute(
        "insert into region (id, name, created_ms) values ($1, $2, $3)",
        &[id.into(), name.trim().into(), now.into()],
    )
    .await?;
    Ok(())
}

/// Writes a school of a region.
pub async fn school(
    tx: &Tx,
    region: RegionId,
    id: SchoolId,
    name: &str,
    now: UtcMs,
) -> Result<(), db::Error> {
    tx.execute(
        "insert into school (id, region, name, created_ms) values ($1, $2, $3, $4)",
        &[id.into(), region.into(), name.trim().into(), now.into()],
    )
    .await?;
    Ok(())
}

/// Writes a class of a school.
pub async fn class(
    tx: &Tx,
    school: SchoolId,
    id: ClassId,
    name: &str,
    now: UtcMs,
) -> Result<(), db::Error> {
    tx.execute(
        "insert into school_class (school, id, name, name_key, created_ms) \
         values ($1, $2, $3, $4, $5)",
        &[school.into(), id.into(), name.trim().into(), fold(name).into(), now.into()],
    )
    .await?;
    Ok(())
}

/// Writes an alliance: its anchor schools teach the classes of all its schools.
pub async fn alliance(
    tx: &Tx,
    id: AllianceId,
    name: &str,
    anchor: SchoolId,
    receiving: &[SchoolId],
    now: UtcMs,
) -> Result<(), db::Error> {
    tx.execute(
        "insert into alliance (id, name, created_ms) values ($1, $2, $3)",
        &[id.into(), name.trim().into(), now.into()],
    )
    .await?;
    let parts = std::iter::once((anchor, "anchor"))
        .chain(receiving.iter().map(|school| (*school, "receiving")));
    for (school, part) in parts {
        tx.execute(
            "insert into alliance_school (alliance, school, part, from_ms) \
             values ($1, $2, $3, $4)",
            &[id.into(), school.into(), part.into(), now.into()],
        )
        .await?;
    }
    Ok(())
}
