//! Files on their way, piece by piece.

use axum::body::Body;
use axum::http::{Request, header};
use xingtan_library::limits::{UPLOAD_BYTES_MAX, UPLOAD_KEPT_MS};
use xingtan_library::uploads::sweep;
use xingtan_platform::db::testing::for_each_db;

use super::world::World;

#[tokio::test]
async fn a_file_comes_in_pieces() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let path = world.begin("lin", "圆.pdf", 10).await;
        assert_eq!(world.offset("lin", &path).await, 0);
        let next = world.piece("lin", &path, 0, "0123").await.is(204);
        assert_eq!(next.header("upload-offset"), "4");
        assert_eq!(world.offset("lin", &path).await, 4);

        // Only where it goes on, and no further than its end.
        for offset in [0, 3, 5, 10] {
            let refused = world.piece("lin", &path, offset, "x").await;
            let refused = refused.refused(409, "upload.wrong_offset");
            assert_eq!(refused.header("upload-offset"), "4");
        }
        world.piece("lin", &path, 4, "4567890").await.refused(413, "upload.beyond_end");
        let nothing = world.piece("lin", &path, 4, "").await.is(204);
        assert_eq!(nothing.header("upload-offset"), "4");
        assert_eq!(world.files().len(), 1);

        let _ = world.piece("lin", &path, 4, "456789").await.is(204);
        assert_eq!(world.offset("lin", &path).await, 10);
        world.piece("lin", &path, 10, "x").await.refused(413, "upload.beyond_end");
        let _ = world.piece("lin", &path, 10, "").await.is(204);
        assert_eq!(world.files().len(), 2);

        let delete = Request::builder().method("DELETE").uri(path.as_str());
        let _ = world.send("lin", delete, Body::empty()).await.is(204);
        let head = Request::builder().method("HEAD").uri(path.as_str());
        let _ = world.send("lin", head, Body::empty()).await.is(404);
        world.piece("lin", &path, 10, "x").await.refused(404, "not_found");
        world.stored(0).await;
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_sent_is_refused_at_once() {
    for_each_db(async |fresh| {
        let world = World::idle(fresh).await;
        let most = UPLOAD_BYTES_MAX.to_string();
        let over = (UPLOAD_BYTES_MAX + 1).to_string();
        for (name, file_name, size, status, code) in [
            ("nobody", "a.pdf", "1", 401, "session.required"),
            ("li", "a.pdf", "1", 403, "access.denied"),
            ("lin", "a.pdf", "0", 422, "upload.empty"),
            ("lin", "a.pdf", over.as_str(), 413, "upload.too_large"),
            ("lin", "a.pdf", "99999999999999999999", 400, "request.malformed"),
            ("lin", "a.pdf", "-1", 400, "request.malformed"),
            ("lin", "a.pdf", "+1", 400, "request.malformed"),
            ("lin", "/", "1", 422, "request.invalid"),
        ] {
            let refused = world.try_to_begin(name, file_name, size).await.refused(status, code);
            assert_eq!(refused.header("tus-resumable"), "1.0.0");
        }
        let _ = world.try_to_begin("lin", "a.pdf", &most).await.is(201);

        let bare = Request::builder().method("POST").uri("/api/uploads");
        let refused = world.send("lin", bare.header("upload-length", 1), Body::empty()).await;
        assert_eq!(
            refused.refused(422, "request.invalid").json()["fields"][0]["field"],
            "filename"
        );
        let old = Request::builder().method("POST").uri("/api/uploads");
        let refused = world.send("lin", old.header("tus-resumable", "0.2.2"), Body::empty()).await;
        let refused = refused.refused(412, "upload.wrong_version");
        assert_eq!(refused.header("tus-version"), "1.0.0");
        let ask = Request::builder().method("OPTIONS").uri("/api/uploads");
        let offer = world.send("nobody", ask, Body::empty()).await.is(204);
        assert_eq!(offer.header("tus-extension"), "creation,termination");
        assert_eq!(offer.header("tus-max-size"), most);

        let path = world.begin("lin", "a.pdf", 9 << 20).await;
        let piece = || Request::builder().method("PATCH").uri(path.as_str());
        let json = piece().header(header::CONTENT_TYPE, "application/json");
        let refused = world.send("lin", json, Body::from("{}")).await;
        refused.refused(415, "request.not_a_piece");
        let kind = "application/offset+octet-stream";
        let lost = piece().header(header::CONTENT_TYPE, kind);
        let refused = world.send("lin", lost, Body::from("x")).await;
        refused.refused(400, "request.malformed");
        let long = "x".repeat((8 << 20) + 1);
        world.piece("lin", &path, 0, &long).await.refused(413, "request.too_large");
        let fits = world.piece("lin", &path, 0, &long[1..]).await.is(204);
        assert_eq!(fits.header("upload-offset"), (8 << 20).to_string());
    })
    .await;
}

#[tokio::test]
async fn a_file_is_its_senders_alone() {
    for_each_db(async |fresh| {
        let world = World::idle(fresh).await;
        let path = world.begin("lin", "a.pdf", 4).await;
        for name in ["chen", "admin", "far_teacher", "far_admin", "li"] {
            world.piece(name, &path, 0, "x").await.refused(404, "not_found");
            for method in ["HEAD", "DELETE"] {
                let request = Request::builder().method(method).uri(path.as_str());
                let _ = world.send(name, request, Body::empty()).await.is(404);
            }
        }
        world.piece("nobody", &path, 0, "x").await.refused(401, "session.required");
        for wrong in ["/api/uploads/x", "/api/uploads/019a0000-0000-7000-8000-00000000000a"] {
            world.piece("lin", wrong, 0, "x").await.refused(404, "not_found");
        }
        assert_eq!(world.offset("lin", &path).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_person_has_so_many_files_on_their_way() {
    for_each_db(async |fresh| {
        let world = World::idle(fresh).await;
        for _ in 0..20 {
            let _ = world.begin("lin", "a.pdf", 4).await;
        }
        world.try_to_begin("lin", "a.pdf", "4").await.refused(409, "upload.too_many");
        let path = world.begin("chen", "a.pdf", 4).await;
        let _ = world.piece("chen", &path, 0, "1234").await.is(204);
        // Those that have arrived are not on their way.
        for _ in 0..20 {
            let _ = world.begin("chen", "a.pdf", 4).await;
        }
        world.try_to_begin("chen", "a.pdf", "4").await.refused(409, "upload.too_many");

        // A week later nobody wants them.
        world.hand.advance_ms(UPLOAD_KEPT_MS - 1);
        sweep::all(&world.library.ctx).await.unwrap();
        assert_eq!(world.sql("update upload set received_bytes = received_bytes").await, 41);
        world.hand.advance_ms(1);
        sweep::all(&world.library.ctx).await.unwrap();
        assert_eq!(world.sql("update upload set received_bytes = received_bytes").await, 0);
        assert_eq!(world.sql("update upload_part set size_bytes = size_bytes").await, 0);
        let waiting = "update job set tries = 0 where kind = 'library.erase'";
        assert_eq!(world.sql(waiting).await, 1, "one of them had a piece");
    })
    .await;
}
