//! What only one server may do at a time: a row with a holder, an epoch and an end, judged by the
//! database's clock.

use crate::db::{Error, Tx};

/// Takes or prolongs a lease. Answers its epoch, which grows with each change of holder, or
/// nothing while another holder has it. Work under the lease belongs into the same transaction.
pub async fn hold(tx: &Tx, name: &str, holder: &str, length_ms: i64) -> Result<Option<i64>, Error> {
    let now = tx.database_now().await?;
    let until = now.plus_ms(length_ms);
    let find = "select holder, epoch, until_ms from lease where name = $1";
    let Some(row) = tx.row(find, &[name.into()]).await? else {
        let insert = "insert into lease (name, holder, epoch, until_ms) values ($1, $2, 1, $3)
                      on conflict (name) do nothing";
        let taken = tx.execute(insert, &[name.into(), holder.into(), until.into()]).await?;
        return Ok((taken == 1).then_some(1));
    };
    let is_mine = row.get::<String>("holder")? == holder;
    if !is_mine && row.get::<i64>("until_ms")? > now.0 {
        return Ok(None);
    }
    let epoch = row.get::<i64>("epoch")? + i64::from(!is_mine);
    let update = "update lease set holder = $2, epoch = $3, until_ms = $4 where name = $1";
    tx.execute(update, &[name.into(), holder.into(), epoch.into(), until.into()]).await?;
    Ok(Some(epoch))
}
