//! Roster imports: previewed, accepted whole, and never a password in the database.

#![expect(clippy::unwrap_used, reason = "A test that fails by panicking says where.")]

#[expect(dead_code, reason = "Each story uses its part of the cast.")]
mod cast;

use cast::{Cast, bytes_of, send, server, sign_in, told};
use serde_json::{Value, json};
use xingtan_identity::limits::IMPORT_ROWS_MAX;
use xingtan_platform::db::testing::for_each_db;
use xingtan_platform::db::{self, Tx};

const ROSTER: &str = "账号,姓名,角色,班级,初始密码,备注\n\
    han,韩梅梅,学生,二班,,转学\n\
    wei,魏华,学生,一班,=river-stone-7,\n\
    gao,高老师,教师,,,\n\
    li,李雷,学生,二班,,\n\
    lin,林老师,教师,,,\n";

async fn upload(cast: &Cast, file: impl Into<axum::body::Body>) -> (u16, Value) {
    cast.ask(&cast.head, "POST", &format!("/api/schools/{}/imports", cast.school), file).await
}

fn path(import: &Value, rest: &str) -> String {
    format!("/api/imports/{}{rest}", import["id"].as_str().unwrap())
}

fn actions(import: &Value) -> Vec<&str> {
    let rows = import["rows"].as_array().unwrap();
    rows.iter().map(|row| row["action"].as_str().unwrap()).collect()
}

/// An acceptance that makes every class the import names.
fn creating(import: &Value) -> String {
    let names = import["new_classes"].as_array().unwrap().iter();
    let chosen = names.map(|class| (class["name"].as_str().unwrap().to_owned(), json!("create")));
    json!({"new_classes": chosen.collect::<serde_json::Map<_, _>>()}).to_string()
}

/// Every text of every row of these tables, to look for what must not be there.
async fn stored(cast: &Cast) -> String {
    let read = async move |tx: &Tx| {
        let mut texts = String::new();
        for (table, columns) in [
            ("roster_import_row", &["name", "display_name", "class", "errors"][..]),
            ("roster_import", &["columns", "ignored_columns"]),
            ("password", &["hash"]),
            ("fact", &["body"]),
        ] {
            for row in &tx.rows(&format!("select * from {table}"), &[]).await? {
                for column in columns {
                    texts.push_str(&row.get::<String>(column)?);
                }
            }
        }
        Ok::<_, db::Error>(texts)
    };
    cast.at.ctx.db.read("test.stored", read).await.unwrap()
}

async fn count(cast: &Cast, table: &str) -> i64 {
    let sql = format!("select count(*) as n from {table}");
    let read = async move |tx: &Tx| tx.row(&sql, &[]).await?.unwrap().get("n");
    cast.at.ctx.db.read::<_, db::Error, _>("test.count", read).await.unwrap()
}

#[tokio::test]
async fn a_roster_is_previewed_accepted_once_and_its_passwords_fetched_once() {
    for_each_db(async |fresh| {
        let cast = Cast::gather(fresh).await;
        let people = count(&cast, "person").await;
        let (status, import) = upload(&cast, ROSTER).await;
        assert_eq!(status, 201, "{import}");
        assert_eq!(actions(&import), ["create", "create", "create", "join_also", "none"]);
        assert_eq!(
            import["totals"],
            json!({"rows": 5, "new": 3, "existing": 2, "errors": 0, "left_out": 0})
        );
        assert_eq!(import["new_classes"], json!([{"name": "二班", "rows": 2}]));
        assert_eq!(import["ignored_columns"], json!(["备注"]));
        assert_eq!(
            (&import["has_passwords"], &import["passwords_ready"]),
            (&json!(true), &json!(false))
        );
        assert_eq!(count(&cast, "person").await, people, "a preview writes no people");
        let early = cast.ask(&cast.head, "GET", &path(&import, "/passwords.csv"), "").await;
        assert_eq!((early.0, &early.1["code"]), (409, &json!("import.not_accepted")));

        let accept = path(&import, "/acceptance");
        let (first, second) = tokio::join!(
            cast.ask(&cast.head, "POST", &accept, creating(&import)),
            cast.ask(&cast.head, "POST", &accept, creating(&import)),
        );
        assert_eq!((first.0, &first.1["state"]), (200, &json!("accepted")), "{}", first.1);
        assert_eq!(first, second, "accepting twice answers the same");
        assert_eq!(first.1["passwords_ready"], true);
        assert_eq!(count(&cast, "person").await, people + 3);
        let texts = stored(&cast).await;
        assert!(!texts.contains("river-stone"), "no password is stored");
        let discard = cast.ask(&cast.head, "DELETE", &path(&import, ""), "").await;
        assert_eq!((discard.0, &discard.1["code"]), (409, &json!("import.accepted")));

        let csv = path(&import, "/passwords.csv");
        let looked = cast.send(&cast.head, "HEAD", &csv, "").await;
        assert_eq!(looked.status(), 200);
        let answer = cast.send(&cast.head, "GET", &csv, "").await;
        assert_eq!(answer.headers()["cache-control"], "no-store");
        let text = String::from_utf8(bytes_of(answer).await).unwrap();
        assert!(text.starts_with("\u{FEFF}账号,姓名,班级,初始密码\r\nhan,韩梅梅,二班,"), "{text}");
        assert!(text.contains("wei,魏华,一班,'=river-stone-7\r\n"), "{text}");
        let again = cast.ask(&cast.head, "GET", &csv, "").await;
        assert_eq!((again.0, &again.1["code"]), (410, &json!("import.passwords_gone")));
        let made = text.lines().nth(1).unwrap().rsplit(',').next().unwrap();
        sign_in(&cast.at, "han", made).await;
        sign_in(&cast.at, "wei", "=river-stone-7").await;
        sign_in(&cast.at, "li", cast::PASSWORD).await;

        let (_, same) = upload(&cast, ROSTER).await;
        assert_eq!(actions(&same), ["none"; 5], "the same file again changes nothing");
    })
    .await;
}

#[tokio::test]
async fn files_of_every_encoding_are_read_and_others_refused_with_what_to_do() {
    for_each_db(async |fresh| {
        let cast = Cast::gather(fresh).await;
        // 账号,姓名,角色,班级 / han,韩梅梅,学生,一班 as Excel in China saves it.
        let gb18030: &[u8] = b"\xD5\xCB\xBA\xC5,\xD0\xD5\xC3\xFB,\xBD\xC7\xC9\xAB,\xB0\xE0\xBC\xB6\
            \r\nhan,\xBA\xAB\xC3\xB7\xC3\xB7,\xD1\xA7\xC9\xFA,\xD2\xBB\xB0\xE0\r\n";
        let (status, import) = upload(&cast, gb18030).await;
        assert_eq!((status, &import["file_encoding"]), (201, &json!("gb18030")), "{import}");
        assert_eq!(import["rows"][0]["display_name"], "韩梅梅");
        assert_eq!(actions(&import), ["create"]);
        let wide: Vec<u8> = "\u{FEFF}name\tdisplay_name\trole\tclass\nhan\t韩\tlearner\t一班"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let (_, import) = upload(&cast, wide).await;
        assert_eq!(import["file_encoding"], "utf-16le", "{import}");

        for (file, code) in [
            (&b"\xFF\xFF\xFF"[..], "import.unknown_encoding"),
            (b"PK\x03\x04", "import.workbook"),
            (b"", "import.empty"),
            ("姓名,角色,班级\n韩,学生,一班".as_bytes(), "import.missing_column"),
            ("账号,name,姓名,角色\n".as_bytes(), "import.repeated_column"),
        ] {
            let (status, problem) = upload(&cast, file).await;
            assert_eq!((status, &problem["code"]), (422, &json!(code)), "{problem}");
            assert!(problem["detail"].is_string(), "{problem}");
        }
        let (status, problem) = upload(&cast, vec![b'x'; (5 << 20) + 1]).await;
        assert_eq!((status, &problem["code"]), (413, &json!("request.too_large")));
        assert_eq!(count(&cast, "roster_import").await, 2, "a refused file leaves nothing");
    })
    .await;
}

#[tokio::test]
async fn rows_with_errors_are_shown_and_left_out_only_when_told_to() {
    for_each_db(async |fresh| {
        let cast = Cast::gather(fresh).await;
        let (status, import) = upload(
            &cast,
            "name,display_name,role,class,password\n\
             han,韩,学生,二班,\n\
             HAN,另,学生,三班,\n\
             far-lin,远林,教师,,\n\
             =cmd|x,坏,学生,二班,\n\
             wei,魏,校长,,12345678\n\
             nul,\u{7}铃,学生,,\n",
        )
        .await;
        assert_eq!(status, 201, "errors never refuse the preview: {import}");
        assert_eq!(
            import["totals"],
            json!({"rows": 6, "new": 1, "existing": 0, "errors": 5, "left_out": 0})
        );
        assert_eq!(import["new_classes"], json!([{"name": "二班", "rows": 1}]));
        let rows = path(&import, "/rows?errors_only=true&limit=3");
        let (_, page) = cast.ask(&cast.head, "GET", &rows, "").await;
        assert_eq!(
            page["items"][0]["errors"],
            json!([{"column": "name", "code": "import.duplicate_name", "value": "HAN"}])
        );
        assert_eq!(page["items"][1]["errors"][0]["code"], "import.name_taken");
        let rest = format!("{rows}&cursor={}", page["next"].as_str().unwrap());
        let (_, page) = cast.ask(&cast.head, "GET", &rest, "").await;
        assert_eq!(page["items"].as_array().unwrap().len(), 2);
        assert_eq!(page.get("next"), None);
        assert_eq!(page["items"][0]["errors"][1]["value"], "", "a password is never repeated");

        let accept = path(&import, "/acceptance");
        let (status, problem) = cast.ask(&cast.head, "POST", &accept, "").await;
        assert_eq!((status, &problem["code"]), (409, &json!("import.has_errors")));
        let bad = cast.ask(&cast.head, "POST", &accept, "{\"skip_errors\": 3}").await;
        assert_eq!(bad.0, 400);
        let skip = json!({"skip_errors": true, "new_classes": {"二班": "create"}}).to_string();
        let (status, accepted) = cast.ask(&cast.head, "POST", &accept, skip).await;
        assert_eq!((status, &accepted["totals"]["new"]), (200, &json!(1)), "{accepted}");
        let (_, page) =
            cast.ask(&cast.head, "GET", &format!("/api/schools/{}/people", cast.school), "").await;
        assert_eq!(page["items"].as_array().unwrap().len(), 4, "{page}");
    })
    .await;
}

#[tokio::test]
async fn an_import_outlived_by_its_school_or_its_passwords_is_refused() {
    for_each_db(async |fresh| {
        let cast = Cast::gather(fresh).await;
        let (_, with_passwords) = upload(&cast, ROSTER).await;
        let file = "name,display_name,role,class\nnew,新,学生,二班\n";
        let (_, overtaken) = upload(&cast, file).await;
        let (_, left) = upload(&cast, file).await;

        let restarted = server(fresh, cast.at.ctx.clock.clone()).await;
        let accept = path(&with_passwords, "/acceptance");
        let create = creating(&with_passwords);
        let answer = send(&restarted, &cast.head, "POST", &accept, create.clone()).await;
        let (status, problem) = told(answer).await;
        assert_eq!((status, &problem["code"]), (409, &json!("import.upload_again")));
        cast.hand.advance_ms(31 * 60 * 1000);
        let (_, problem) = cast.ask(&cast.head, "POST", &accept, create).await;
        assert_eq!(problem["code"], "import.upload_again", "after half an hour too");

        // Somebody elsewhere takes the account between the preview and the acceptance.
        let taking = json!({"name": "new", "display_name": "新", "role": "teacher"}).to_string();
        let elsewhere = format!("/api/schools/{}/people", cast.other_school);
        assert_eq!(cast.ask(&cast.other_head, "POST", &elsewhere, taking).await.0, 201);
        let accept = path(&overtaken, "/acceptance");
        let create = creating(&overtaken);
        let (status, problem) = cast.ask(&cast.head, "POST", &accept, create).await;
        assert_eq!((status, &problem["code"]), (409, &json!("import.changed")));
        assert_eq!(count(&cast, "school_class").await, 1, "nothing of it was written");

        for _ in 0..2 {
            assert_eq!(cast.ask(&cast.head, "DELETE", &path(&left, ""), "").await.0, 204);
        }
        let (status, problem) = cast.ask(&cast.head, "POST", &path(&left, "/acceptance"), "").await;
        assert_eq!((status, &problem["code"]), (409, &json!("import.discarded")));
        let (_, page) = cast.ask(&cast.head, "GET", &path(&left, "/rows"), "").await;
        assert_eq!(page["items"], json!([]), "its rows are forgotten");

        cast.hand.advance_ms(8 * 24 * 60 * 60 * 1000);
        upload(&cast, file).await;
        let (_, page) = cast.ask(&cast.head, "GET", &path(&overtaken, "/rows"), "").await;
        assert_eq!(page["items"], json!([]), "and so are those nobody accepted");
    })
    .await;
}

#[tokio::test]
async fn passwords_wait_ten_minutes() {
    for_each_db(async |fresh| {
        let cast = Cast::gather(fresh).await;
        let (_, import) = upload(&cast, ROSTER).await;
        let accept = path(&import, "/acceptance");
        assert_eq!(cast.ask(&cast.head, "POST", &accept, creating(&import)).await.0, 200);
        cast.hand.advance_ms(10 * 60 * 1000);
        let (status, _) = cast.ask(&cast.head, "GET", &path(&import, "/passwords.csv"), "").await;
        assert_eq!(status, 410);
        let (_, again) = cast.ask(&cast.head, "POST", &accept, "").await;
        assert_eq!(again["passwords_ready"], false);
    })
    .await;
}

#[tokio::test]
async fn the_largest_file_is_taken_whole() {
    for_each_db(async |fresh| {
        let cast = Cast::gather(fresh).await;
        let mut file = "name,display_name,role,class\n".to_owned();
        for n in 0..IMPORT_ROWS_MAX {
            file.push_str(&format!("learner{n},学生{n},学生,{}班\n", n / 50 + 1));
        }
        let (status, import) = upload(&cast, file).await;
        assert_eq!((status, &import["totals"]["new"]), (201, &json!(IMPORT_ROWS_MAX)));
        let (status, accepted) =
            cast.ask(&cast.head, "POST", &path(&import, "/acceptance"), creating(&import)).await;
        assert_eq!((status, &accepted["state"]), (200, &json!("accepted")));
    })
    .await;
}

#[tokio::test]
async fn a_class_that_does_not_exist_is_made_only_when_somebody_says_so() {
    for_each_db(async |fresh| {
        let cast = Cast::gather(fresh).await;
        let file = "name,display_name,role,class\n\
             han,韩,学生,一班\nwei,魏,学生,九班\nmu,穆,学生,二班\nyu,于,学生,Ａ班\nxu,许,学生,a班 \n";
        let (_, import) = upload(&cast, file).await;
        let classes = json!([{"name": "九班", "rows": 1}, {"name": "二班", "rows": 1},
            {"name": "Ａ班", "rows": 2}]);
        assert_eq!(import["new_classes"], classes);
        let is_new: Vec<_> =
            import["rows"].as_array().unwrap().iter().map(|row| &row["is_new_class"]).collect();
        assert_eq!(is_new, [false, true, true, true, true]);

        let accept = path(&import, "/acceptance");
        for unsaid in [json!({}), json!({"new_classes": {"九班": "create", "二班": "create"}})] {
            let asked = cast.ask(&cast.head, "POST", &accept, unsaid.to_string()).await;
            assert_eq!((asked.0, &asked.1["code"]), (409, &json!("import.new_classes")));
        }
        let wrong = json!({"new_classes": {"九班": "perhaps"}}).to_string();
        assert_eq!(cast.ask(&cast.head, "POST", &accept, wrong).await.0, 400);
        assert_eq!(count(&cast, "school_class").await, 1);
        let said = json!({"九班": "leave_out", "二班": "create", "a班": "leave_out"});
        let said = json!({"new_classes": said}).to_string();
        let (status, accepted) = cast.ask(&cast.head, "POST", &accept, said).await;
        assert_eq!(status, 200, "{accepted}");
        assert_eq!(actions(&accepted), ["create", "left_out", "create", "left_out", "left_out"]);
        let totals = json!({"rows": 5, "new": 2, "existing": 0, "errors": 0, "left_out": 3});
        assert_eq!(accepted["totals"], totals);
        assert_eq!(accepted["new_classes"], json!([{"name": "二班", "rows": 1}]));
        assert_eq!(count(&cast, "school_class").await, 2);
        let rows = path(&import, "/rows?errors_only=true");
        let (_, page) = cast.ask(&cast.head, "GET", &rows, "").await;
        assert_eq!(page["items"].as_array().unwrap().len(), 3, "those that stayed out: {page}");
    })
    .await;
}

#[tokio::test]
async fn rows_that_stay_out_come_as_a_file_with_the_reason() {
    for_each_db(async |fresh| {
        let cast = Cast::gather(fresh).await;
        let file = "name,display_name,role,class,password\n\
            han,韩,学生,九班,\n=1+1,坏,同学,一班,river-stone-7\nli,李雷,学生,一班,\n";
        let (_, import) = upload(&cast, file).await;
        let errors = path(&import, "/errors.csv");
        let text = async || {
            let answer = cast.send(&cast.head, "GET", &errors, "").await;
            assert_eq!(answer.headers()["content-type"], "text/csv; charset=utf-8");
            String::from_utf8(bytes_of(answer).await).unwrap()
        };
        let bad = "3,'=1+1,坏,同学,一班,账号: 含有不能用的字符\
            （账号可用文字、数字和 . _ - @ +，以文字或数字开头） (=1+1); \
            角色: 角色无法识别，请写“学生”或“教师” (同学)\r\n";
        assert_eq!(text().await, format!("\u{FEFF}行,账号,姓名,角色,班级,问题\r\n{bad}"));

        let said = json!({"skip_errors": true, "new_classes": {"九班": "leave_out"}}).to_string();
        let accept = path(&import, "/acceptance");
        assert_eq!(cast.ask(&cast.head, "POST", &accept, said).await.0, 200);
        let left = "2,han,韩,学生,九班,班级不存在，也没有新建\r\n";
        let both = text().await;
        assert!(both.ends_with(&format!("{left}{bad}")), "{both}");
        // Corrected in a spreadsheet, the same file is a roster again.
        let corrected =
            both.replace("九班", "一班").replace("同学", "学生").replace("'=1+1", "wei");
        let (status, again) = upload(&cast, corrected).await;
        assert_eq!((status, actions(&again)), (201, vec!["create", "create"]), "{again}");
        assert_eq!(again["ignored_columns"], json!(["行", "问题"]));
        let english = json!({"language": "en"}).to_string();
        assert_eq!(cast.ask(&cast.head, "PATCH", "/api/me", english).await.0, 200);
        assert!(text().await.contains("line,name,display_name,role,class,problem"));
    })
    .await;
}
