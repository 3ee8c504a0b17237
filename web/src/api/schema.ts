// Generated from docs/generated/openapi.json by `cargo xtask generate`; not edited by hand.

export interface paths {
    "/api/classrooms/{id}/lesson": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Opens a lesson on a classroom's screen, in the place of what is open there: whoever is staff of
         *     the lesson and of the screen's school.
         */
        put: operations["put_classrooms_by_id_lesson"];
        post?: never;
        /** Takes what is open on a classroom's screen away from it: any of its school's staff. */
        delete: operations["delete_classrooms_by_id_lesson"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classrooms/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells a classroom's screen what it is, and which lesson was opened on it. */
        get: operations["get_classrooms_current"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the courses of one's schools and lessons, newest first. */
        get: operations["get_courses"];
        put?: never;
        /** Makes a course. */
        post: operations["post_courses"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a course. */
        get: operations["get_courses_by_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Renames a course. */
        patch: operations["patch_courses_by_id"];
        trace?: never;
    };
    "/api/decks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists one's own decks without their pages, newest first. */
        get: operations["get_decks"];
        put?: never;
        /** Makes a deck of files that have arrived. Its pages follow; ask for it to see how far they are. */
        post: operations["post_decks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/decks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a deck with its pages to who keeps it, or how far they are. */
        get: operations["get_decks_by_id"];
        put?: never;
        post?: never;
        /** Removes a deck that no lesson shows, with all its files, also while it is converted. */
        delete: operations["delete_decks_by_id"];
        options?: never;
        head?: never;
        /** Gives a deck another title. */
        patch: operations["patch_decks_by_id"];
        trace?: never;
    };
    "/api/decks/{id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Calls the making of a deck's pages off. To one that has ended nothing happens. */
        post: operations["post_decks_by_id_cancellation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/decks/{id}/clips/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Gives who keeps a deck a clip, or the part of it asked for by `Range`. */
        get: operations["get_decks_by_id_clips_by_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/decks/{id}/pages/{page}/{picture}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Gives who keeps a deck the picture of a page: `640.webp`, `960.webp` or `1600.webp`. */
        get: operations["get_decks_by_id_pages_by_page_by_picture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/decks/{id}/pages/{page}/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Gives who keeps a deck the words of a page. */
        get: operations["get_decks_by_id_pages_by_page_text"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/editions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists one's own editions, newest first. */
        get: operations["get_editions"];
        put?: never;
        /** Makes an edition of a recorded lesson: one passage of the whole, to be cut. */
        post: operations["post_editions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/editions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows an edition to who made it, and without its keys to the people of lessons that play it. */
        get: operations["get_editions_by_id"];
        /**
         * Saves an edition whole, unless it was changed since the version that is named. Its source need
         *     not be there any more. The same once more is saved once. Answers to a question that is gone or
         *     asks something else are dropped.
         */
        put: operations["put_editions_by_id"];
        post?: never;
        /** Removes an edition and the answers to it. Lessons that play it keep what they play. */
        delete: operations["delete_editions_by_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/editions/{id}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One's own answers to an edition; everybody's, for who made it. Not for learners while a lesson
         *     of theirs that plays it is open.
         */
        get: operations["get_editions_by_id_answers"];
        put?: never;
        /**
         * Answers a question of an edition: the first answer of a learner stands. Not while a lesson of
         *     theirs that plays it is open, for it tells what is right.
         */
        post: operations["post_editions_by_id_answers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/editions/{id}/deck/{deck}/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Gives those who may play an edition the picture or the text of one of its pages:
         *     `{page}-{width}.webp` or `{page}.json`.
         */
        get: operations["get_editions_by_id_deck_by_deck_by_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/editions/{id}/deck/{deck}/clip/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Gives those who may play an edition a clip of one of its pages, or the part of it asked for. */
        get: operations["get_editions_by_id_deck_by_deck_clip_by_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/editions/{id}/decks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the decks of an edition to those who may play it. */
        get: operations["get_editions_by_id_decks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/editions/{id}/source": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the recording behind an edition, for as long as its owner may use it. */
        get: operations["get_editions_by_id_source"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/editions/{id}/source/ink": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ink of the recording behind an edition, for as long as its owner may use it. */
        get: operations["get_editions_by_id_source_ink"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Discards a previewed import and forgets its rows. */
        delete: operations["delete_imports_by_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accepts an import. Accepting it again answers the same import and writes nothing. */
        post: operations["post_imports_by_id_acceptance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/errors.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rows with errors and those left out as CSV for a spreadsheet, with the reason in the
         *     caller's language. Headings are those of a roster, so that the file can be corrected and
         *     imported. Passwords are not in it: we do not keep them.
         */
        get: operations["get_imports_by_id_errors_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/passwords.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hands out the passwords of an accepted import as CSV for a spreadsheet, once, within ten
         *     minutes of its acceptance.
         */
        get: operations["get_imports_by_id_passwords_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists an import's rows in the order of the file. */
        get: operations["get_imports_by_id_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the lessons in which one is staff or learner, by their start. */
        get: operations["get_lessons"];
        put?: never;
        /**
         * Puts a lesson into the calendar. It is answered as its staff sees it; who plans it for others
         *     has no part in it.
         */
        post: operations["post_lessons"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a lesson to its staff and learners. */
        get: operations["get_lessons_by_id"];
        put?: never;
        post?: never;
        /** Takes a lesson that has not been opened out of the calendar. */
        delete: operations["delete_lessons_by_id"];
        options?: never;
        head?: never;
        /**
         * Changes a lesson that has not been opened. Nothing is answered to who handed it over: for them
         *     it exists no more.
         */
        patch: operations["patch_lessons_by_id"];
        trace?: never;
    };
    "/api/lessons/{id}/classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How some classes of a lesson stand: whether their screens are here, how the lesson goes for
         *     them, when they were called last. Of a lesson that does not go on, nothing.
         */
        get: operations["get_lessons_by_id_classes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/classes/{class}/still": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest still picture of a class, while the lesson goes on; for its staff. */
        get: operations["get_lessons_by_id_classes_by_class_still"];
        /**
         * Shows the staff a still picture of a class; from its screen alone. It takes the place of the
         *     one before, is in memory only, and goes with the lesson.
         */
        put: operations["put_lessons_by_id_classes_by_class_still"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/classrooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the screens of a lesson's classes in the schools of whose staff one is. */
        get: operations["get_lessons_by_id_classrooms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/closing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Closes the lesson: activities end, the log is complete, replay and report are open. */
        post: operations["post_lessons_by_id_closing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/decks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the decks of a lesson with their pages: to its staff always, to learners from its opening
         *     on, what is ready of them, without what the speaker noted.
         */
        get: operations["get_lessons_by_id_decks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/decks/{deck}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Puts a deck of one's own, or of somebody who teaches the lesson too, into a lesson that is not
         *     over. To put it there again changes nothing.
         */
        put: operations["put_lessons_by_id_decks_by_deck"];
        post?: never;
        /**
         * Takes a deck out of a lesson that has not been opened; questions that came after its pages
         *     stay. What a room has shown stays with its lesson.
         */
        delete: operations["delete_lessons_by_id_decks_by_deck"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/edition": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows what a lesson plays to its staff, and to its learners once it was opened. */
        get: operations["get_lessons_by_id_edition"];
        /**
         * Puts an edition of one's own to a planned lesson, as it is now; its classes take the lesson in
         *     the recorded form, and its decks come along. Put again, the lesson plays it with all changes
         *     since.
         */
        put: operations["put_lessons_by_id_edition"];
        post?: never;
        /**
         * Takes the edition of a planned lesson away with the decks that came along; its classes take the
         *     lesson live again.
         */
        delete: operations["delete_lessons_by_id_edition"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/edition/source": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the recording behind what a lesson plays to the lesson's people. */
        get: operations["get_lessons_by_id_edition_source"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/edition/source/ink": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ink of the recording behind what a lesson plays, to the lesson's people. */
        get: operations["get_lessons_by_id_edition_source_ink"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The log, for replay. */
        get: operations["get_lessons_by_id_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/ink": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is drawn on a surface, as `docs/protocol/ink.md` writes it; nothing drawn is an empty
         *     surface. `Xingtan-Seq` says up to which entry; ink entries after it are to be added.
         */
        get: operations["get_lessons_by_id_ink"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/ink/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The operations on a surface with their times and authors, as `docs/protocol/room.md` writes
         *     them, some 256 KiB at a time. `Xingtan-Next` is there when there are more.
         */
        get: operations["get_lessons_by_id_ink_log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/ink/pictures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes a picture for the boards and slides of a lesson that is open. It is drawn anew, so
         *     that nothing is in it but what is seen. The same picture again is one.
         */
        post: operations["post_lessons_by_id_ink_pictures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/late-answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own answers given after the lesson; what the class gave stands in the report. */
        get: operations["get_lessons_by_id_late_answers"];
        put?: never;
        /** Answers a question of a lesson that is over: once, and only who did not answer it in class. */
        post: operations["post_lessons_by_id_late_answers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the addresses of a lesson, also while nothing is published yet. */
        get: operations["get_lessons_by_id_media"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists one's own marks and notes in a lesson, by their moments. */
        get: operations["get_lessons_by_id_notes"];
        put?: never;
        /** Keeps a mark or note of one's own at a moment of a lesson. */
        post: operations["post_lessons_by_id_notes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/notes/{note}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes a mark or note of one's own; sent twice, it is one change. */
        put: operations["put_lessons_by_id_notes_by_note"];
        post?: never;
        /** Removes a mark or note of one's own for good; one that is gone already was what was wanted. */
        delete: operations["delete_lessons_by_id_notes_by_note"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/opening": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens the lesson: its clock starts, its room takes part. Asking again changes nothing. */
        post: operations["post_lessons_by_id_opening"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/pack-answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes a file of answers given to a pack of this lesson. Each is an answer after the lesson and
         *     counts once, however often the file comes.
         */
        post: operations["post_lessons_by_id_pack_answers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/packs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A lesson's packs, for its staff; for the teacher of a single class, that class's. */
        get: operations["get_lessons_by_id_packs"];
        put?: never;
        /**
         * Asks for a lesson to be packed for a class, once it is over. One that is there is made anew
         *     and keeps its name, so that who has it fetches only what changed.
         */
        post: operations["post_lessons_by_id_packs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/packs/{pack}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Calls a pack's making off; one that is not being made is removed, and answers to it are no
         *     longer taken.
         */
        delete: operations["delete_lessons_by_id_packs_by_pack"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who belonged to the lesson while it went on, for those who attend it. */
        get: operations["get_lessons_by_id_people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/phone-camera": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Says how one's own phone stands. */
        get: operations["get_lessons_by_id_phone_camera"];
        put?: never;
        /** Gives a code by which a phone becomes one's second camera. One that was there before ends. */
        post: operations["post_lessons_by_id_phone_camera"];
        /** Ends one's own phone, or takes back its code. */
        delete: operations["delete_lessons_by_id_phone_camera"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the lesson's staff their own picture while learners wait. */
        get: operations["get_lessons_by_id_preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists a lesson's prepared questions with their keys, to its staff. */
        get: operations["get_lessons_by_id_questions"];
        put?: never;
        /** Prepares a question for a lesson. */
        post: operations["post_lessons_by_id_questions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/questions/{question}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replaces a prepared question. What a room has asked already stays as it was asked. */
        put: operations["put_lessons_by_id_questions_by_question"];
        post?: never;
        /** Removes a prepared question. */
        delete: operations["delete_lessons_by_id_questions_by_question"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a lesson's recording to those who may attend it. */
        get: operations["get_lessons_by_id_replay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The report: whole for staff; a learner sees his own rows. */
        get: operations["get_lessons_by_id_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/report.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A table of the report as CSV in UTF-8 with a byte order mark, so that spreadsheets read
         *     Chinese; cells that a spreadsheet would run as a formula are made text.
         */
        get: operations["get_lessons_by_id_report_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the lesson's staff what to type into the encoder, and what it sends. */
        get: operations["get_lessons_by_id_stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/stream-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives the lesson a new key. */
        post: operations["post_lessons_by_id_stream_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/whep": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begins to watch: an SDP offer comes, the answer goes back. The session it began is at
         *     `Location`. Nothing comes while nobody sends; then it comes by itself.
         */
        post: operations["post_lessons_by_id_whep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/whep/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends watching. */
        delete: operations["delete_lessons_by_id_whep_by_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/whep/{session}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Says what the lines of a session show from now on. */
        put: operations["put_lessons_by_id_whep_by_session_lines"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/whip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begins to send: an SDP offer comes, the answer goes back. The session it began is at
         *     `Location`.
         */
        post: operations["post_lessons_by_id_whip"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lessons/{id}/whip/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends sending. */
        delete: operations["delete_lessons_by_id_whip_by_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in. */
        get: operations["get_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes one's own settings. */
        patch: operations["patch_me"];
        trace?: never;
    };
    "/api/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes one's own password and signs out everywhere else. */
        put: operations["put_me_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what the caller may see. */
        get: operations["get_organisations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pack-imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a pack on its way to the shelf stands, for the school's staff. */
        get: operations["get_pack_imports_by_id"];
        put?: never;
        post?: never;
        /**
         * Calls an import off. Of one that has ended no more is told; what it put on the shelf stays
         *     there. For the school's staff.
         */
        delete: operations["delete_pack_imports_by_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/packs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A pack on the shelf, with where it is played, for the school's members. */
        get: operations["get_packs_by_id"];
        put?: never;
        post?: never;
        /**
         * Takes a pack off the shelf, with the answers given to it. A version of it that is on its way
         *     comes all the same, unless its import is called off too. For the school's staff.
         */
        delete: operations["delete_packs_by_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/packs/{id}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All answers given to a pack on the shelf, as the file that its maker takes. For the school's
         *     staff.
         */
        get: operations["get_packs_by_id_answers"];
        put?: never;
        /**
         * Keeps an answer to a question of a pack on the shelf, in the name of one of its class: the
         *     first of each person to each question. It goes back with the others in one file.
         */
        post: operations["post_packs_by_id_answers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pairings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a screen a code to show. */
        post: operations["post_pairings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pairings/arrival": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks whether somebody has paired this screen; then the answer sets the cookie `xt_classroom`. */
        post: operations["post_pairings_arrival"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a new password for somebody and signs them out everywhere. */
        post: operations["post_people_by_person_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/phone-cameras": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Becomes somebody's second camera. */
        post: operations["post_phone_cameras"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/phone-cameras/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** The phone that asks shows nothing any more. */
        delete: operations["delete_phone_cameras_current"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{school}/classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds a class to a school. */
        post: operations["post_schools_by_school_classes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{school}/classrooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists a school's classrooms by their names, for its staff. */
        get: operations["get_schools_by_school_classrooms"];
        put?: never;
        /** Pairs the screen that shows a code with a class of the school. */
        post: operations["post_schools_by_school_classrooms"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{school}/classrooms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a screen away from its class; what it shows ends at once. */
        delete: operations["delete_schools_by_school_classrooms_by_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{school}/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads a roster and shows what accepting it would do. Faults of rows never refuse the file. */
        post: operations["post_schools_by_school_imports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{school}/packs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A school's shelf, for its members. */
        get: operations["get_schools_by_school_packs"];
        put?: never;
        /**
         * Takes a pack, sent as it is, for a school's shelf, where it stands once its files are checked
         *     and kept. One that is there is replaced by the version that comes, and keeps the answers given
         *     to it.
         */
        post: operations["post_schools_by_school_packs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{school}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists a school's people by sign-in name. */
        get: operations["get_schools_by_school_people"];
        put?: never;
        /** Adds a person to a school. */
        post: operations["post_schools_by_school_people"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{school}/people/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes a person of a school. A move ends the old membership and starts a new one, so that
         *     reports of the time before stay as they were.
         */
        patch: operations["patch_schools_by_school_people_by_person"];
        trace?: never;
    };
    "/api/schools/{school}/people/{person}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Signs a person out of every browser. Their password stays. */
        delete: operations["delete_schools_by_school_people_by_person_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{school}/people/{person}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Stops a person: what they are in this school ends, and they are signed out everywhere at once.
         *     Who is nothing in any place any more cannot sign in. What they did stays readable.
         */
        put: operations["put_schools_by_school_people_by_person_stop"];
        post?: never;
        /** Resumes a person: from now on they are in the school what they were when they were stopped. */
        delete: operations["delete_schools_by_school_people_by_person_stop"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{school}/teachers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the teachers of a school and of those whose classes it may teach, for whoever plans its
         *     lessons. Names alone: the people of another school are not this school's to read.
         */
        get: operations["get_schools_by_school_teachers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/server": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which release answers. */
        get: operations["get_server"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists one's own sessions, newest first. */
        get: operations["get_sessions"];
        put?: never;
        /** Signs in and sets the cookie `xt_session`. */
        post: operations["post_sessions"];
        /** Signs out everywhere, here too. */
        delete: operations["delete_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Signs out one of one's own browsers. */
        delete: operations["delete_sessions_by_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Signs out this browser. */
        delete: operations["delete_sessions_current"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/setup/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a setup link can still be used. */
        get: operations["get_setup_by_token"];
        put?: never;
        /** Makes the region, the school and its administrator, and signs in. */
        post: operations["post_setup_by_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows what one teaches and attends today. */
        get: operations["get_today"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/today/rooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows an administrator the server's disk, and the open rooms of the schools they run. */
        get: operations["get_today_rooms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/today/schools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows an administrator the day in the schools they run. */
        get: operations["get_today_schools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How this device gets a secure page. */
        get: operations["get_trust"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trust/authority.crt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The authority's certificate (DER). */
        get: operations["get_trust_authority_crt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trust/authority.mobileconfig": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as iPhones and iPads install it. */
        get: operations["get_trust_authority_mobileconfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begins to send a file: `Upload-Length` says its size, `Upload-Metadata` its `filename`. The
         *     answer's `Location` is where to send it.
         */
        post: operations["post_uploads"];
        delete?: never;
        /** Says which version and which extensions of tus are spoken, and how large a file may be. */
        options: operations["options_uploads"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forgets one's own file, wherever it stands on its way. */
        delete: operations["delete_uploads_by_id"];
        options?: never;
        /** Says how much of one's own file has arrived. */
        head: operations["head_uploads_by_id"];
        /**
         * Sends a piece of one's own file, at most 8 MiB. What has arrived of one that was cut off is
         *     kept; the answer says where the file goes on, and so does that of a piece at a wrong offset.
         */
        patch: operations["patch_uploads_by_id"];
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process runs. */
        get: operations["get_health_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests can be served; 503 when not. */
        get: operations["get_health_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ws/rooms/{lesson}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The room's socket; `docs/protocol/room.md` says what is spoken on it. */
        get: operations["get_ws_rooms_by_lesson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description How an import is accepted; the body may be empty. */
        Acceptance: {
            /**
             * @description What becomes of each of the import's new classes, by name. None may be missing: a
             *     mistyped name must not become a class unasked.
             * @default {}
             */
            new_classes?: {
                [key: string]: components["schemas"]["ClassChoice"];
            };
            /**
             * @description Leave out rows with errors instead of refusing.
             * @default false
             */
            skip_errors?: boolean;
        };
        /** @description See [`super::ClientMessage::AcceptInvitation`]. The microphone is off to begin with. */
        AcceptInvitation: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description Whether to begin with a picture. */
            picture?: boolean;
            /** @description The stage; the main one when absent. */
            stage?: components["schemas"]["StageId"];
        };
        /** @description See [`ServerMessage::Ack`]. */
        Ack: {
            /** @description The client's own name for its message. */
            client_id: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description The entry that came of it, if one did.
             */
            seq?: number | null;
        };
        /**
         * @description What accepting a row does.
         * @enum {string}
         */
        Action: "create" | "join" | "join_also" | "none" | "left_out" | "error";
        /** @description A poll's or quiz's result. */
        ActivityReport: (components["schemas"]["PollReport"] & {
            /** @enum {string} */
            kind: "poll";
        }) | (components["schemas"]["QuizReport"] & {
            /** @enum {string} */
            kind: "quiz";
        });
        /** @description A poll or a quiz as one person may see it. */
        ActivityView: (components["schemas"]["PollView"] & {
            /** @enum {string} */
            kind: "poll";
        }) | (components["schemas"]["QuizView"] & {
            /** @enum {string} */
            kind: "quiz";
        });
        /** @description A place between two pages of the lesson's decks. */
        AfterPage: {
            /** @description One of the lesson's decks. */
            deck: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description The page before it; 0 before the first.
             */
            page: number;
        };
        /** @description An alliance and its schools. */
        Alliance: {
            /** @description Its id. */
            id: components["schemas"]["Id"];
            /** @description Its name. */
            name: string;
            /** @description Its schools, anchors first. */
            schools: components["schemas"]["Id"][];
        };
        /** @description An announcement. */
        Announcement: {
            /**
             * Format: int64
             * @description When, lesson time.
             */
            at_ms: number;
            /** @description What was said. */
            text: string;
        };
        /** @description See [`Body::AnnouncementPosted`]. */
        AnnouncementPosted: {
            /** @description Plain text, at most 200 characters. */
            text: string;
        };
        /** @description An answer, in the shape its question's kind asks for. */
        Answer: (components["schemas"]["ChoicesAnswer"] & {
            /** @enum {string} */
            kind: "choices";
        }) | (components["schemas"]["TruthAnswer"] & {
            /** @enum {string} */
            kind: "truth";
        }) | (components["schemas"]["TextAnswer"] & {
            /** @enum {string} */
            kind: "text";
        });
        /** @description One person's answer. */
        AnswerRow: {
            answer?: components["schemas"]["Answer"] | null;
            /**
             * Format: int64
             * @description Where the class's own clock stood, of an answer that was late because the class was behind.
             */
            class_ms?: number | null;
            /** @description Whether it was pressed in time but arrived in the grace time. */
            late_by_network: boolean;
            /** @description Name. */
            name: string;
            /** @description Who. */
            person: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description Points earned.
             */
            points: number;
            /** @description Whether it was right; absent when nothing was judged. */
            right?: boolean | null;
        };
        /** @description Answers to a pack's questions. */
        AnswersFile: {
            /** @description The answers. */
            answers: components["schemas"]["GivenAnswer"][];
            /**
             * Format: int32
             * @description The version of its shape.
             */
            format: number;
            /** @description Says that it holds answers. */
            kind: string;
            /** @description Its lesson. */
            lesson: components["schemas"]["Id"];
            /** @description The pack. */
            pack: components["schemas"]["Id"];
            /** @description The pack's secret. */
            secret: string;
        };
        /** @description Answers that were not taken for one reason. */
        AnswersRefused: {
            /** @description The reason's stable code. */
            code: string;
            /**
             * Format: int32
             * @description How many.
             */
            count: number;
            /** @description Whose they are, at most twenty, as far as the class knows them. */
            people: string[];
        };
        /** @description What became of a file's answers. */
        AnswersTaken: {
            /**
             * Format: int32
             * @description Counted before.
             */
            known: number;
            /**
             * Format: int32
             * @description Counted now.
             */
            new: number;
            /** @description Not taken, by reason. */
            refused: components["schemas"]["AnswersRefused"][];
        };
        /** @description Whether a screen was paired. */
        Arrival: {
            /** @description Whether it is a classroom from now on. */
            is_paired: boolean;
        };
        /** @description By what a screen proves itself. */
        Arriving: {
            /** @description The secret that came with its code. */
            secret: string;
        };
        /** @description See [`super::ClientMessage::AskToUnmute`]. */
        AskToUnmute: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description Who. */
            person: components["schemas"]["Id"];
            /** @description The stage; the main one when absent. */
            stage?: components["schemas"]["StageId"];
        };
        /** @description One learner's attendance. */
        AttendanceRow: {
            arrived_at?: components["schemas"]["Time"] | null;
            /**
             * Format: int64
             * @description First arrival, lesson time.
             */
            arrived_ms?: number | null;
            class?: components["schemas"]["Id"] | null;
            /**
             * Format: int64
             * @description How late he came; absent when he came in time.
             */
            late_ms?: number | null;
            left_at?: components["schemas"]["Time"] | null;
            /**
             * Format: int64
             * @description Last leaving, lesson time; absent when he stayed to the end.
             */
            left_ms?: number | null;
            /**
             * Format: int32
             * @description Whole minutes he was there, rounded; short gaps of a connection count as being there.
             */
            minutes: number;
            /** @description Name. */
            name: string;
            /** @description Who. */
            person: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description Whole minutes on a stage, rounded; absent when he never was on one.
             */
            stage_minutes?: number | null;
            /** @description How he attended. */
            state: components["schemas"]["Attended"];
        };
        /**
         * @description How a learner attended, in one word.
         * @enum {string}
         */
        Attended: "present" | "late" | "left_early" | "absent";
        /**
         * @description How a class attends.
         * @enum {string}
         */
        Attending: "own_devices" | "classroom_screen" | "pack";
        /** @description One class of an audience. */
        Audience: {
            /** @description How it attends. */
            attending: components["schemas"]["Attending"];
            /** @description The class. */
            class: components["schemas"]["ClassName"];
            /** @description In what form it takes the lesson. */
            form: components["schemas"]["AudienceForm"];
            /** @description Anchor or receiving. */
            part: components["schemas"]["AudiencePart"];
            /** @description Its school. */
            school: components["schemas"]["SchoolName"];
            starts_at?: components["schemas"]["Time"] | null;
            teacher?: components["schemas"]["PersonName"] | null;
        };
        /**
         * @description In what form a class takes the lesson.
         * @enum {string}
         */
        AudienceForm: "live" | "recorded" | "implanted" | "observation";
        /**
         * @description Who teaches to others, and who is taught.
         * @enum {string}
         */
        AudiencePart: "anchor" | "receiving";
        /** @description A page of the board. */
        BoardPage: {
            /**
             * Format: int32
             * @description The page, from 1.
             */
            board: number;
        };
        /** @description What happened. On the wire `kind` and `body` stand side by side. */
        Body: {
            /** @description The lesson began; its clock stands at zero. */
            body: components["schemas"]["LessonOpened"];
            /** @enum {string} */
            kind: "lesson.opened";
        } | {
            /** @description The lesson is over. */
            body: components["schemas"]["LessonClosed"];
            /** @enum {string} */
            kind: "lesson.closed";
        } | {
            /** @description A person came in (first connection). */
            body: components["schemas"]["PersonArrived"];
            /** @enum {string} */
            kind: "person.arrived";
        } | {
            /** @description A person's last connection went and did not come back in time. */
            body: components["schemas"]["PersonLeft"];
            /** @enum {string} */
            kind: "person.left";
        } | {
            /** @description A teacher muted or unmuted a person's danmaku. */
            body: components["schemas"]["PersonMuted"];
            /** @enum {string} */
            kind: "person.muted";
        } | {
            /** @description A comment was accepted. */
            body: components["schemas"]["DanmakuSent"];
            /** @enum {string} */
            kind: "danmaku.sent";
        } | {
            /** @description The teacher changed how danmaku work. */
            body: components["schemas"]["DanmakuSet"];
            /** @enum {string} */
            kind: "danmaku.set";
        } | {
            /** @description The teacher cleared the screen of danmaku. */
            body: components["schemas"]["DanmakuCleared"];
            /** @enum {string} */
            kind: "danmaku.cleared";
        } | {
            /** @description A hand went up. */
            body: components["schemas"]["HandRaised"];
            /** @enum {string} */
            kind: "hand.raised";
        } | {
            /** @description A hand went down. */
            body: components["schemas"]["HandLowered"];
            /** @enum {string} */
            kind: "hand.lowered";
        } | {
            /** @description All hands went down. */
            body: components["schemas"]["HandsLowered"];
            /** @enum {string} */
            kind: "hands.lowered";
        } | {
            /** @description A poll was opened. */
            body: components["schemas"]["PollOpened"];
            /** @enum {string} */
            kind: "poll.opened";
        } | {
            /** @description A person voted. In an anonymous poll the choices stand elsewhere, unlinked. */
            body: components["schemas"]["PollVoted"];
            /** @enum {string} */
            kind: "poll.voted";
        } | {
            /** @description A poll takes no more votes; its final counts. */
            body: components["schemas"]["PollClosed"];
            /** @enum {string} */
            kind: "poll.closed";
        } | {
            /** @description A poll's counts were shown to everyone. */
            body: components["schemas"]["PollShown"];
            /** @enum {string} */
            kind: "poll.shown";
        } | {
            /** @description A quiz was opened. */
            body: components["schemas"]["QuizOpened"];
            /** @enum {string} */
            kind: "quiz.opened";
        } | {
            /** @description The key of the quiz just opened; for staff. */
            body: components["schemas"]["QuizKeyed"];
            /** @enum {string} */
            kind: "quiz.keyed";
        } | {
            /** @description A quiz got more time. */
            body: components["schemas"]["QuizExtended"];
            /** @enum {string} */
            kind: "quiz.extended";
        } | {
            /** @description A person answered. A later answer of the same person replaces it while the quiz is open. */
            body: components["schemas"]["QuizAnswered"];
            /** @enum {string} */
            kind: "quiz.answered";
        } | {
            /** @description A quiz takes no more answers; its distribution. */
            body: components["schemas"]["QuizClosed"];
            /** @enum {string} */
            kind: "quiz.closed";
        } | {
            /** @description Each person's result in a closed quiz; for staff. */
            body: components["schemas"]["QuizJudged"];
            /** @enum {string} */
            kind: "quiz.judged";
        } | {
            /** @description A quiz's key, distribution and explanation were shown to everyone. */
            body: components["schemas"]["QuizShown"];
            /** @enum {string} */
            kind: "quiz.shown";
        } | {
            /** @description A person was picked. */
            body: components["schemas"]["PickMade"];
            /** @enum {string} */
            kind: "pick.made";
        } | {
            /** @description A teacher announced something. */
            body: components["schemas"]["AnnouncementPosted"];
            /** @enum {string} */
            kind: "announcement.posted";
        } | {
            /** @description A picture or sound began to arrive. */
            body: components["schemas"]["MediaStarted"];
            /** @enum {string} */
            kind: "media.started";
        } | {
            /** @description Where a track's own time stands on the lesson's clock. */
            body: components["schemas"]["MediaAnchor"];
            /** @enum {string} */
            kind: "media_anchor";
        } | {
            /** @description A picture or sound stopped arriving. */
            body: components["schemas"]["MediaStopped"];
            /** @enum {string} */
            kind: "media.stopped";
        } | {
            /** @description The teacher shifted the picture against the entries. */
            body: components["schemas"]["MediaShifted"];
            /** @enum {string} */
            kind: "media.shifted";
        } | {
            /** @description The recording's state changed. */
            body: components["schemas"]["RecordingChanged"];
            /** @enum {string} */
            kind: "recording.changed";
        } | {
            /** @description The class looks at another page. */
            body: components["schemas"]["PageTurned"];
            /** @enum {string} */
            kind: "page.turned";
        } | {
            /** @description A learner may write from now on, or may no longer. */
            body: components["schemas"]["WriterSet"];
            /** @enum {string} */
            kind: "writer.set";
        } | {
            /** @description Somebody drew, erased or moved something. */
            body: components["schemas"]["InkDrawn"];
            /** @enum {string} */
            kind: "ink.drawn";
        } | {
            /** @description The class sees a part of an edition from now on. */
            body: components["schemas"]["PartPlayed"];
            /** @enum {string} */
            kind: "part.played";
        } | {
            /** @description The part stands still. */
            body: components["schemas"]["PartHeld"];
            /** @enum {string} */
            kind: "part.held";
        } | {
            /** @description A stage has more or fewer seats. */
            body: components["schemas"]["StageSet"];
            /** @enum {string} */
            kind: "stage.set";
        } | {
            /** @description Somebody was invited to a stage. */
            body: components["schemas"]["StageInvited"];
            /** @enum {string} */
            kind: "stage.invited";
        } | {
            /** @description An invitation ended, and nobody came. */
            body: components["schemas"]["StageInvitationEnded"];
            /** @enum {string} */
            kind: "stage.invitation_ended";
        } | {
            /** @description Somebody is on a stage from now on. */
            body: components["schemas"]["StageJoined"];
            /** @enum {string} */
            kind: "stage.joined";
        } | {
            /** @description Somebody's microphone, camera or screen went on or off. */
            body: components["schemas"]["StageChanged"];
            /** @enum {string} */
            kind: "stage.changed";
        } | {
            /** @description Somebody was asked to switch his microphone on. */
            body: components["schemas"]["StageUnmuteAsked"];
            /** @enum {string} */
            kind: "stage.unmute_asked";
        } | {
            /** @description Somebody is no longer on a stage. */
            body: components["schemas"]["StageLeft"];
            /** @enum {string} */
            kind: "stage.left";
        } | {
            /** @description The microphones of all but teachers went off. */
            body: components["schemas"]["StageMuted"];
            /** @enum {string} */
            kind: "stage.muted";
        } | {
            /** @description Everybody but teachers was put down, and all invitations ended. */
            body: components["schemas"]["StageCleared"];
            /** @enum {string} */
            kind: "stage.cleared";
        } | {
            /** @description A class stands still where it is from now on, while the lesson goes on. */
            body: components["schemas"]["ClassHeld"];
            /** @enum {string} */
            kind: "class.held";
        } | {
            /** @description A class that stood still goes on, faster than the lesson. */
            body: components["schemas"]["ClassResumed"];
            /** @enum {string} */
            kind: "class.resumed";
        } | {
            /** @description A class that was behind is where the lesson is. */
            body: components["schemas"]["ClassCaughtUp"];
            /** @enum {string} */
            kind: "class.caught_up";
        } | {
            /** @description A class said how the lesson goes for it. */
            body: components["schemas"]["PaceSet"];
            /** @enum {string} */
            kind: "pace.set";
        };
        /** @description See [`ServerMessage::Bye`]. */
        Bye: {
            /** @description Stable reason: `session.ended`, `server.stopping`; the page lists all. */
            code: string;
            /** @description Whether the client should come back by itself. */
            reconnect: boolean;
        };
        /** @description See [`super::ClientMessage::CallClass`]. */
        CallClass: {
            class?: components["schemas"]["Id"] | null;
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description The stage; the main one when absent. */
            stage?: components["schemas"]["StageId"];
        };
        /** @description See [`super::ClientMessage::CatchUp`]. */
        CatchUp: {
            class?: components["schemas"]["Id"] | null;
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
        };
        /** @description What is wrong with one cell. */
        CellFault: {
            /** @description Stable reason: `import.unknown_role`. */
            code: string;
            /** @description The column's name on the wire. */
            column: string;
            /** @description What stands in the cell; a password is never repeated. */
            value: string;
        };
        /** @description One option of a choice question. */
        Choice: {
            /** @description Letter or short id, unique within the question: `a`, `b`. */
            id: string;
            /** @description What the learner reads. Plain text. */
            text: string;
        };
        /** @description Chosen options. */
        ChoicesAnswer: {
            /** @description Ids of the chosen options, each once. */
            choices: string[];
        };
        /** @description The right options. */
        ChoicesKey: {
            /** @description Ids of the right options. */
            choices: string[];
        };
        /** @description A class. */
        Class: {
            /** @description Its grade, where one is known. */
            grade?: string | null;
            /** @description Its id. */
            id: components["schemas"]["Id"];
            /**
             * Format: int64
             * @description How many learn in it.
             */
            learners: number;
            /** @description Its name. */
            name: string;
        };
        /** @description See [`crate::entry::Body::ClassCaughtUp`]. */
        ClassCaughtUp: {
            /** @description The class. */
            class: components["schemas"]["Id"];
            /**
             * Format: int64
             * @description What it did not see.
             */
            skipped_ms: number;
        };
        /**
         * @description What becomes of a class that does not exist.
         * @enum {string}
         */
        ClassChoice: "create" | "leave_out";
        /** @description Where a class stands behind its lesson. At `since_ms` it was at `at_ms`, and goes on from there. */
        ClassCursor: {
            /**
             * Format: int64
             * @description Where it was on the lesson's clock.
             */
            at_ms: number;
            /**
             * Format: int32
             * @description How fast it goes, in hundredths of the lesson's own pace; 0 while it stands.
             */
            percent: number;
            /**
             * Format: int64
             * @description When, on the same clock.
             */
            since_ms: number;
        };
        /** @description See [`crate::entry::Body::ClassHeld`]. */
        ClassHeld: {
            /**
             * Format: int64
             * @description Where on the lesson's clock it stands.
             */
            at_ms: number;
            /** @description The class. */
            class: components["schemas"]["Id"];
        };
        /** @description A class and its name. */
        ClassName: {
            /** @description Its id. */
            id: components["schemas"]["Id"];
            /** @description Its name. */
            name: string;
        };
        /** @description How one class stands. */
        ClassNow: {
            /** @description The class. */
            class: components["schemas"]["Id"];
            cursor?: components["schemas"]["ClassCursor"] | null;
            pace?: components["schemas"]["Pace"] | null;
        };
        /** @description One class for which the lesson does not go well. */
        ClassPace: {
            /** @description The class. */
            class: components["schemas"]["Id"];
            /** @description How it goes. */
            pace: components["schemas"]["Pace"];
            /**
             * Format: int64
             * @description Since when, lesson time.
             */
            since_ms: number;
        };
        /** @description See [`crate::entry::Body::ClassResumed`]. */
        ClassResumed: {
            /** @description The class. */
            class: components["schemas"]["Id"];
            /**
             * Format: int64
             * @description From where on the lesson's clock it goes on.
             */
            from_ms: number;
            /**
             * Format: int32
             * @description How fast, in hundredths of the lesson's own pace.
             */
            percent: number;
        };
        /** @description The paired screen of a class. */
        Classroom: {
            /** @description The class it stands for. */
            class: components["schemas"]["ClassName"];
            /** @description Its id. */
            id: components["schemas"]["Id"];
            last_seen_at?: components["schemas"]["Time"] | null;
            /** @description What it is called. */
            name: string;
            /** @description When. */
            paired_at: components["schemas"]["Time"];
            /** @description Who paired it. */
            paired_by: string;
            /** @description Its school. */
            school: components["schemas"]["Id"];
        };
        /** @description How one class stands, for the staff who ask for it. */
        ClassStanding: {
            /**
             * Format: int64
             * @description When it was called last, lesson time.
             */
            called_ms?: number | null;
            /** @description The class. */
            class: components["schemas"]["Id"];
            /** @description Whether its screen is here. */
            is_here: boolean;
            pace?: components["schemas"]["Pace"] | null;
        };
        /** @description A JPEG of 12 KiB at most. */
        ClassStill: number[];
        /** @description See [`ClientMessage::ClearDanmaku`]. */
        ClearDanmaku: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
        };
        /** @description See [`super::ClientMessage::ClearStage`]. */
        ClearStage: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description The stage; the main one when absent. */
            stage?: components["schemas"]["StageId"];
        };
        /** @description See [`ClientMessage::Hello`]. */
        ClientHello: {
            /**
             * Format: int32
             * @description The protocol version the client speaks.
             */
            proto: number;
            /** @description The lesson, as in the socket's address. */
            room: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description The last `seq` the client has applied; absent for a snapshot.
             */
            since_seq?: number | null;
        };
        /** @description What a client may send. */
        ClientMessage: (components["schemas"]["ClientHello"] & {
            /** @enum {string} */
            type: "hello";
        }) | (components["schemas"]["Ping"] & {
            /** @enum {string} */
            type: "ping";
        }) | (components["schemas"]["SendDanmaku"] & {
            /** @enum {string} */
            type: "send_danmaku";
        }) | (components["schemas"]["RaiseHand"] & {
            /** @enum {string} */
            type: "raise_hand";
        }) | (components["schemas"]["LowerHand"] & {
            /** @enum {string} */
            type: "lower_hand";
        }) | (components["schemas"]["LowerAllHands"] & {
            /** @enum {string} */
            type: "lower_all_hands";
        }) | (components["schemas"]["Vote"] & {
            /** @enum {string} */
            type: "vote";
        }) | (components["schemas"]["SubmitAnswer"] & {
            /** @enum {string} */
            type: "submit_answer";
        }) | (components["schemas"]["OpenPoll"] & {
            /** @enum {string} */
            type: "open_poll";
        }) | (components["schemas"]["ClosePoll"] & {
            /** @enum {string} */
            type: "close_poll";
        }) | (components["schemas"]["ShowPoll"] & {
            /** @enum {string} */
            type: "show_poll";
        }) | (components["schemas"]["OpenQuiz"] & {
            /** @enum {string} */
            type: "open_quiz";
        }) | (components["schemas"]["ExtendQuiz"] & {
            /** @enum {string} */
            type: "extend_quiz";
        }) | (components["schemas"]["CloseQuiz"] & {
            /** @enum {string} */
            type: "close_quiz";
        }) | (components["schemas"]["ShowQuiz"] & {
            /** @enum {string} */
            type: "show_quiz";
        }) | (components["schemas"]["PickPerson"] & {
            /** @enum {string} */
            type: "pick_person";
        }) | (components["schemas"]["PostAnnouncement"] & {
            /** @enum {string} */
            type: "post_announcement";
        }) | (components["schemas"]["SetDanmaku"] & {
            /** @enum {string} */
            type: "set_danmaku";
        }) | (components["schemas"]["ClearDanmaku"] & {
            /** @enum {string} */
            type: "clear_danmaku";
        }) | (components["schemas"]["MutePerson"] & {
            /** @enum {string} */
            type: "mute_person";
        }) | (components["schemas"]["ShiftMedia"] & {
            /** @enum {string} */
            type: "shift_media";
        }) | (components["schemas"]["TurnPage"] & {
            /** @enum {string} */
            type: "turn_page";
        }) | (components["schemas"]["LetWrite"] & {
            /** @enum {string} */
            type: "let_write";
        }) | (components["schemas"]["Draw"] & {
            /** @enum {string} */
            type: "draw";
        }) | (components["schemas"]["PlayPart"] & {
            /** @enum {string} */
            type: "play_part";
        }) | (components["schemas"]["HoldPart"] & {
            /** @enum {string} */
            type: "hold_part";
        }) | (components["schemas"]["SetStage"] & {
            /** @enum {string} */
            type: "set_stage";
        }) | (components["schemas"]["InviteToStage"] & {
            /** @enum {string} */
            type: "invite_to_stage";
        }) | (components["schemas"]["WithdrawInvitation"] & {
            /** @enum {string} */
            type: "withdraw_invitation";
        }) | (components["schemas"]["AcceptInvitation"] & {
            /** @enum {string} */
            type: "accept_invitation";
        }) | (components["schemas"]["DeclineInvitation"] & {
            /** @enum {string} */
            type: "decline_invitation";
        }) | (components["schemas"]["JoinStage"] & {
            /** @enum {string} */
            type: "join_stage";
        }) | (components["schemas"]["LeaveStage"] & {
            /** @enum {string} */
            type: "leave_stage";
        }) | (components["schemas"]["LowerFromStage"] & {
            /** @enum {string} */
            type: "lower_from_stage";
        }) | (components["schemas"]["ClearStage"] & {
            /** @enum {string} */
            type: "clear_stage";
        }) | (components["schemas"]["MuteOnStage"] & {
            /** @enum {string} */
            type: "mute_on_stage";
        }) | (components["schemas"]["MuteStage"] & {
            /** @enum {string} */
            type: "mute_stage";
        }) | (components["schemas"]["AskToUnmute"] & {
            /** @enum {string} */
            type: "ask_to_unmute";
        }) | (components["schemas"]["SetOnStage"] & {
            /** @enum {string} */
            type: "set_on_stage";
        }) | (components["schemas"]["HoldClass"] & {
            /** @enum {string} */
            type: "hold_class";
        }) | (components["schemas"]["CatchUp"] & {
            /** @enum {string} */
            type: "catch_up";
        }) | (components["schemas"]["GoLive"] & {
            /** @enum {string} */
            type: "go_live";
        }) | (components["schemas"]["SetPace"] & {
            /** @enum {string} */
            type: "set_pace";
        }) | (components["schemas"]["CallClass"] & {
            /** @enum {string} */
            type: "call_class";
        }) | (components["schemas"]["DismissClass"] & {
            /** @enum {string} */
            type: "dismiss_class";
        }) | (components["schemas"]["SpeakForClass"] & {
            /** @enum {string} */
            type: "speak_for_class";
        }) | (components["schemas"]["CollectAnswers"] & {
            /** @enum {string} */
            type: "collect_answers";
        });
        /**
         * Format: binary
         * @description Sound or video.
         */
        ClipBytes: string;
        /** @description See [`ClientMessage::ClosePoll`]. */
        ClosePoll: {
            /** @description The poll. */
            activity: components["schemas"]["Id"];
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
        };
        /** @description See [`ClientMessage::CloseQuiz`]. */
        CloseQuiz: {
            /** @description The quiz. */
            activity: components["schemas"]["Id"];
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
        };
        /** @description See [`super::ClientMessage::CollectAnswers`]. */
        CollectAnswers: {
            /** @description The quiz. */
            activity: components["schemas"]["Id"];
            /** @description One answer of each learner, at most 100. */
            answers: components["schemas"]["CollectedAnswer"][];
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
        };
        /** @description What one learner answered to a teacher who collected it. */
        CollectedAnswer: {
            /** @description The answer. */
            answer: components["schemas"]["Answer"];
            /** @description Who. */
            person: components["schemas"]["Id"];
        };
        /** @description How often one option (or one distinct short text) was chosen. */
        Count: {
            /** @description The option's id; `true` or `false`; or the normalised text. */
            choice: string;
            /**
             * Format: int32
             * @description How many people chose it.
             */
            people: number;
        };
        /** @description What is taught over time. */
        Course: {
            /** @description When it was made. */
            created_at: components["schemas"]["Time"];
            /** @description Its id. */
            id: components["schemas"]["Id"];
            /**
             * Format: int64
             * @description How many of its lessons the reader has a part in.
             */
            lessons: number;
            /** @description Whether the reader may rename it. */
            may_change: boolean;
            next_starts_at?: components["schemas"]["Time"] | null;
            /** @description The school that teaches it. */
            school: components["schemas"]["SchoolName"];
            /** @description Its title. */
            title: string;
        };
        /** @description What may be changed of a course; what is absent stays. */
        CourseChange: {
            /** @description Its title. */
            title?: string | null;
        };
        /** @description A course and its title. */
        CourseTitle: {
            /** @description Its id. */
            id: components["schemas"]["Id"];
            /** @description Its title. */
            title: string;
        };
        /** @description A course to be. */
        CourseToCreate: {
            /** @description The school that teaches it. */
            school: components["schemas"]["Id"];
            /** @description Its title. */
            title: string;
        };
        /** @description See [`ServerMessage::Crowd`]. */
        Crowd: {
            /** @description Danmaku accepted since the last such frame, perhaps a sample. */
            danmaku: components["schemas"]["Danmaku"][];
            /**
             * Format: int32
             * @description How many were left out of the sample.
             */
            omitted?: number;
        };
        /** @description The screen itself, and what is open on it. */
        CurrentClassroom: {
            /** @description The class it stands for. */
            class: components["schemas"]["ClassName"];
            /** @description Its id. */
            id: components["schemas"]["Id"];
            lesson?: components["schemas"]["OpenOnScreen"] | null;
            /** @description What it is called. */
            name: string;
            /** @description Who it is to a lesson's log. */
            person: components["schemas"]["Id"];
            /** @description Its school's name. */
            school_name: string;
        };
        /** @description A danmaku in flight. */
        Danmaku: {
            /**
             * Format: int64
             * @description When it was accepted, lesson time.
             */
            at_ms: number;
            /** @description The sender's name. */
            name: string;
            /** @description Who sent it. */
            person: components["schemas"]["Id"];
            /** @description What it says. */
            text: string;
        };
        /** @description See [`Body::DanmakuCleared`]. */
        DanmakuCleared: Record<string, never>;
        /** @description The rules for danmaku. */
        DanmakuRules: {
            /** @description Whether they may be sent. */
            on: boolean;
            /**
             * Format: int32
             * @description Least time between two of one person.
             */
            slow_ms: number;
        };
        /** @description See [`Body::DanmakuSent`]. */
        DanmakuSent: {
            /** @description The comment, one line of plain text, at most 30 characters. */
            text: string;
        };
        /** @description See [`Body::DanmakuSet`]. */
        DanmakuSet: {
            /** @description Whether danmaku may be sent. */
            on: boolean;
            /**
             * Format: int32
             * @description The least time between two danmaku of one person; 0 for none.
             */
            slow_ms: number;
        };
        /** @description The day's lessons, counted. */
        DayFigures: {
            /**
             * Format: int64
             * @description Over.
             */
            closed: number;
            /**
             * Format: int64
             * @description Open now.
             */
            open: number;
            /**
             * Format: int64
             * @description Not opened yet.
             */
            planned: number;
        };
        /** @description A document made into pages. */
        Deck: {
            /**
             * Format: int64
             * @description The size of the document.
             */
            bytes: number;
            /**
             * Format: int32
             * @description How many pages are made.
             */
            done: number;
            /** @description The document's name; of several images, the first one's. */
            file_name: string;
            /** @description Its id. */
            id: components["schemas"]["Id"];
            /** @description What of the document is not among the pages. */
            lost: components["schemas"]["DeckLost"][];
            /** @description Its pages; not in lists. */
            pages?: components["schemas"]["DeckPage"][] | null;
            /** @description Why it failed, as a stable code. */
            problem?: string | null;
            /** @description The school it belongs to. */
            school: components["schemas"]["Id"];
            /** @description Where it is in its life. */
            state: components["schemas"]["DeckState"];
            /** @description Its title. */
            title: string;
            /**
             * Format: int32
             * @description How many there will be, once that is known.
             */
            total?: number | null;
        };
        /** @description A box on a page. */
        DeckArea: {
            /**
             * Format: int32
             * @description Height.
             */
            h: number;
            /**
             * Format: int32
             * @description Width.
             */
            w: number;
            /**
             * Format: int32
             * @description From the left.
             */
            x: number;
            /**
             * Format: int32
             * @description From the top.
             */
            y: number;
        };
        /** @description What may be changed of a deck. */
        DeckChange: {
            /** @description Its title. */
            title: string;
        };
        /** @description A box that plays a clip. */
        DeckClip: components["schemas"]["DeckArea"] & {
            /** @description The file's name under `clip/`. */
            file: string;
            /** @description Its kind: `video/mp4`. */
            mime: string;
        };
        /** @description A box that leads to an address, or to a page of the same document. */
        DeckLink: components["schemas"]["DeckArea"] & {
            /**
             * Format: int32
             * @description A page.
             */
            page?: number | null;
            /** @description An address: `http:`, `https:` or `mailto:`. */
            url?: string | null;
        };
        /** @description What is lost of one kind. */
        DeckLost: {
            /**
             * Format: int32
             * @description How many.
             */
            count: number;
            /** @description What. */
            kind: components["schemas"]["DeckLostKind"];
            /** @description Which fonts. */
            names?: string[];
            /** @description On which slides; none where it belongs to the whole document. */
            slides: number[];
        };
        /**
         * @description What pages do not keep of their document.
         * @enum {string}
         */
        DeckLostKind: "animation" | "transition" | "embedded_object" | "macro" | "font" | "external_link" | "media";
        /** @description One page. All lengths are in units of which the page is 16,000 wide. */
        DeckPage: {
            /** @description What plays on it. */
            clips: components["schemas"]["DeckClip"][];
            /**
             * Format: int32
             * @description As high as it is against its width.
             */
            height: number;
            /** @description `12`, or `12.1`, `12.2` … where slide 12 has several steps. */
            label: string;
            /** @description Where it leads. */
            links: components["schemas"]["DeckLink"][];
            /** @description What its author notes for speaking. */
            notes?: string | null;
            /**
             * Format: int32
             * @description From 1, without gaps.
             */
            page: number;
            /** @description Why the page has no pictures. */
            problem?: string | null;
            /**
             * Format: int32
             * @description The slide that it shows, from 1.
             */
            slide: number;
            /**
             * Format: int32
             * @description The build step that it shows, from 0.
             */
            step: number;
            /** @description The slide's title. */
            title?: string | null;
            /**
             * Format: int32
             * @description Always 16,000.
             */
            width: number;
        };
        /**
         * @description Where a deck is in its life.
         * @enum {string}
         */
        DeckState: "waiting" | "converting" | "ready" | "failed" | "cancelled";
        /** @description The words of a page, for selecting and searching. */
        DeckText: {
            /** @description All of it, a line each. */
            text: string;
            /** @description In reading order. */
            words: components["schemas"]["DeckWord"][];
        };
        /** @description A deck to be made of files that have arrived. */
        DeckToMake: {
            /** @description The school it is to belong to. */
            school: components["schemas"]["Id"];
            /** @description Its title; the document's name when absent. */
            title?: string | null;
            /** @description One's own files: one document, or 1 to 100 images in their order. */
            uploads: components["schemas"]["Id"][];
        };
        /** @description A run of characters without a space. */
        DeckWord: components["schemas"]["DeckArea"] & {
            /** @description Its characters. */
            text: string;
        };
        /** @description See [`super::ClientMessage::DeclineInvitation`]. */
        DeclineInvitation: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description The stage; the main one when absent. */
            stage?: components["schemas"]["StageId"];
        };
        /** @description Room on the disk that recordings are written to, in MiB. */
        Disk: {
            /**
             * Format: int32
             * @description Free for this server.
             */
            free_mib: number;
            /** @description Whether that is only enough for some hours of lessons. */
            is_low: boolean;
            /**
             * Format: int32
             * @description In all.
             */
            total_mib: number;
        };
        /** @description See [`super::ClientMessage::DismissClass`]. */
        DismissClass: {
            class?: components["schemas"]["Id"] | null;
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description The stage; the main one when absent. */
            stage?: components["schemas"]["StageId"];
        };
        /** @description See [`ClientMessage::Draw`]. Staff always may; a learner while he is let. */
        Draw: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description The operation; it names its surface. */
            op: components["schemas"]["InkOperation"];
        };
        /** @description A teacher's own version of a recorded lesson. */
        Edition: {
            /** @description When it was changed last. */
            changed_at: components["schemas"]["Time"];
            /** @description Since when it is. */
            created_at: components["schemas"]["Time"];
            /** @description Whose it is. */
            credit: components["schemas"]["EditionCredit"];
            /** @description Its id. */
            id: components["schemas"]["Id"];
            /** @description Whether the reader may change it. */
            may_edit: boolean;
            /** @description Its parts in their order; questions with their keys for its owner only. */
            parts: components["schemas"]["EditionPart"][];
            /** @description The recorded lesson. */
            source: components["schemas"]["Id"];
            /**
             * Format: int64
             * @description How long that took: passages lie within.
             */
            source_ms: number;
            /** @description Its title. */
            title: string;
            /**
             * Format: int32
             * @description Counts its changes.
             */
            version: number;
        };
        /** @description An answer to a question of an edition, and what is right: who has answered may know. */
        EditionAnswer: {
            /** @description The answer. */
            answer: components["schemas"]["Answer"];
            /** @description Why. */
            explanation?: string | null;
            /** @description When it was given. */
            given_at: components["schemas"]["Time"];
            key?: components["schemas"]["Key"] | null;
            /** @description What others read. */
            name: string;
            /**
             * Format: int32
             * @description The question's number in the edition.
             */
            part: number;
            /** @description Who. */
            person: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description Points earned.
             */
            points: number;
            /** @description Whether it is right; absent when nothing is judged. */
            right?: boolean | null;
        };
        /** @description Answers to an edition. */
        EditionAnswers: {
            /** @description By question and time. */
            items: components["schemas"]["EditionAnswer"][];
        };
        /** @description An answer to a question of an edition. */
        EditionAnswerToGive: {
            /** @description The answer. */
            answer: components["schemas"]["Answer"];
            /** @description The client's own name for it; the same again is one answer. */
            client_id: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description The question's number in the edition.
             */
            part: number;
        };
        /** @description Whose the recorded lesson is; kept with the edition, and shown wherever it plays. */
        EditionCredit: {
            /** @description The school that taught it. */
            school: string;
            /** @description When it was taught. */
            taught_at: components["schemas"]["Time"];
            /** @description Who taught it. */
            teachers: string[];
            /** @description The lesson's title. */
            title: string;
        };
        /** @description The decks of which an edition shows pages. */
        EditionDecks: {
            /** @description Each with the pages that are shown, without what the speaker noted. */
            items: components["schemas"]["Deck"][];
        };
        /**
         * Format: binary
         * @description Bytes of a deck's page.
         */
        EditionPageBytes: string;
        /** @description A part of an edition. Parts play in their order. */
        EditionPart: components["schemas"]["PartContent"] & {
            /**
             * Format: int32
             * @description Its number, which no other part of the edition has: it stays when the part is moved.
             */
            part: number;
        };
        /** @description The recording from which the passages of an edition are. */
        EditionSource: components["schemas"]["Replay"] & {
            /** @description The decks of which its class saw pages, with those pages. */
            decks: components["schemas"]["Deck"][];
            /** @description What its class looked at, by time. */
            turns: components["schemas"]["SourceTurn"][];
        };
        /** @description An edition in a list. */
        EditionSummary: {
            /** @description When it was changed last. */
            changed_at: components["schemas"]["Time"];
            /** @description Whose it is. */
            credit: components["schemas"]["EditionCredit"];
            /** @description Its id. */
            id: components["schemas"]["Id"];
            /**
             * Format: int64
             * @description How long its passages take.
             */
            length_ms: number;
            /**
             * Format: int32
             * @description How many parts it has.
             */
            parts: number;
            /** @description The recorded lesson. */
            source: components["schemas"]["Id"];
            /** @description Its title. */
            title: string;
        };
        /** @description An edition to make. */
        EditionToMake: {
            /** @description The recorded lesson. */
            source: components["schemas"]["Id"];
            /** @description Its title; that of the lesson when absent. */
            title?: string | null;
        };
        /** @description The edition that a lesson is to play. */
        EditionToPlay: {
            /** @description An edition of one's own. */
            edition: components["schemas"]["Id"];
        };
        /** @description An edition as it is to be. */
        EditionToSave: {
            /** @description All its parts, 1 to 200, in their order. */
            parts: components["schemas"]["EditionPart"][];
            /** @description Its title. */
            title: string;
            /**
             * Format: int32
             * @description The version that was changed.
             */
            version: number;
        };
        /**
         * @description Whether the picture of an open lesson arrives.
         * @enum {string}
         */
        EncoderState: "awaited" | "publishing" | "gone";
        /** @description A page of the log. */
        EntriesPage: {
            /** @description The entries that the caller may see, in order; some numbers may be missing. */
            items: components["schemas"]["Entry"][];
            /**
             * Format: int32
             * @description Ask for the next page after this `seq`; absent at the end.
             */
            next?: number | null;
        };
        /** @description One thing that happened in a lesson. */
        Entry: components["schemas"]["Body"] & {
            /**
             * Format: int64
             * @description Lesson time: milliseconds since opening on the home node.
             */
            at_ms: number;
            by?: components["schemas"]["Id"] | null;
            class?: components["schemas"]["Id"] | null;
            client_id?: components["schemas"]["Id"] | null;
            /** @description Who may see it. */
            see: components["schemas"]["See"];
            /**
             * Format: int32
             * @description Dense per lesson, from 1. The only cursor on the wire, in replay and in packs.
             */
            seq: number;
            /**
             * Format: int32
             * @description Version of the body's shape.
             */
            v: number;
        };
        /** @description See [`ClientMessage::ExtendQuiz`]. */
        ExtendQuiz: {
            /** @description The quiz. */
            activity: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description Time to add, 5 s to 10 min.
             */
            add_ms: number;
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
        };
        /** @description One field of a request that was wrong, and why. */
        FieldProblem: {
            /** @description Stable reason, English, dotted: `required`, `too_long`. */
            code: string;
            /** @description Path of the field in the request, dotted: `audience.0.class`. */
            field: string;
        };
        /** @description See [`ServerMessage::Gap`]. */
        Gap: {
            /**
             * Format: int32
             * @description The last entry that was sent to you.
             */
            after_seq: number;
            /**
             * Format: int32
             * @description Where the room stands now.
             */
            to_seq: number;
        };
        /** @description One answer. */
        GivenAnswer: {
            /** @description The poll or quiz. */
            activity: components["schemas"]["Id"];
            /** @description The answer. */
            answer: components["schemas"]["Answer"];
            /** @description The player's own name for it; the same again is one answer. */
            client_id: components["schemas"]["Id"];
            /** @description When, by the device it was given on. */
            given_at: components["schemas"]["Time"];
            /** @description Who. */
            person: components["schemas"]["Id"];
        };
        /** @description See [`super::ClientMessage::GoLive`]. */
        GoLive: {
            class?: components["schemas"]["Id"] | null;
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
        };
        /** @description A raised hand. */
        Hand: {
            /**
             * Format: int64
             * @description Since when, lesson time.
             */
            at_ms: number;
            /** @description Whose. */
            person: components["schemas"]["Id"];
        };
        /** @description See [`Body::HandLowered`]. */
        HandLowered: {
            /** @description Whose hand; he himself or a teacher lowered it. */
            person: components["schemas"]["Id"];
        };
        /** @description See [`Body::HandRaised`]; `by` is the person. */
        HandRaised: Record<string, never>;
        /** @description See [`Body::HandsLowered`]. */
        HandsLowered: Record<string, never>;
        /** @description See [`ServerMessage::Health`]. */
        Health: {
            /** @description Whether what must be durable can be kept at the moment; while not, answers wait. */
            durable: boolean;
        };
        /** @description See [`super::ClientMessage::HoldClass`]. */
        HoldClass: {
            class?: components["schemas"]["Id"] | null;
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
        };
        /** @description See [`ClientMessage::HoldPart`]. */
        HoldPart: {
            /**
             * Format: int64
             * @description Where it stands on the source's clock.
             */
            at_ms: number;
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
        };
        /** @description How a device gets a secure page from this server. */
        HowToTrust: {
            authority?: components["schemas"]["TrustedAuthority"] | null;
            /** @description Whether the certificate is good for that host. */
            is_covered: boolean;
            /** @description Names and addresses for which it is good, but for those that mean this machine to itself. */
            names: string[];
            /**
             * Format: int32
             * @description Port of https on the host by which this was asked.
             */
            port?: number | null;
            /** @description The address by https, where it is one. */
            url?: string | null;
            /** @description How https is had. */
            way: components["schemas"]["SecureWay"];
        };
        /** Format: uuid */
        Id: string;
        /** @description A roster import. */
        Import: {
            /** @description The columns found: `name`, `display_name`, `role`, `class`, `password`. */
            columns: string[];
            /** @description `utf-8`, `utf-16le`, `utf-16be` or `gb18030`. */
            file_encoding: string;
            /** @description Whether the file brought passwords. */
            has_passwords: boolean;
            /** @description Its id. */
            id: components["schemas"]["Id"];
            /** @description Headings that mean nothing to us. */
            ignored_columns: string[];
            /**
             * @description Classes that do not exist, of which acceptance must say what becomes; afterwards those
             *     that it made.
             */
            new_classes: components["schemas"]["RosterClass"][];
            /** @description Whether `passwords.csv` can be fetched now, once. */
            passwords_ready: boolean;
            /** @description Its first rows; the others have an address of their own. */
            rows: components["schemas"]["ImportRow"][];
            /** @description How far it is. */
            state: components["schemas"]["ImportState"];
            /** @description Counts of its rows. */
            totals: components["schemas"]["ImportTotals"];
        };
        /** @description A row of an import. */
        ImportRow: {
            /** @description What accepting does. */
            action: components["schemas"]["Action"];
            /** @description The class. */
            class: string;
            /** @description The displayed name. */
            display_name: string;
            /** @description What is wrong with it. */
            errors: components["schemas"]["CellFault"][];
            /**
             * @description Whether the class did not exist when the file was read; accepting must say what becomes
             *     of it.
             */
            is_new_class: boolean;
            /**
             * Format: int64
             * @description Its line in the file; the headings are line 1.
             */
            line: number;
            /** @description The account. */
            name: string;
            /** @description `learner`, `teacher`, or what stands there. */
            role: string;
        };
        /**
         * @description How far an import is.
         * @enum {string}
         */
        ImportState: "previewed" | "accepted" | "discarded";
        /** @description Counts of an import's rows. */
        ImportTotals: {
            /**
             * Format: int64
             * @description Rows with which nothing can be done.
             */
            errors: number;
            /**
             * Format: int64
             * @description Rows of people who are there already.
             */
            existing: number;
            /**
             * Format: int64
             * @description Rows left out because their class was not to be made.
             */
            left_out: number;
            /**
             * Format: int64
             * @description Rows that make a person.
             */
            new: number;
            /**
             * Format: int64
             * @description All rows.
             */
            rows: number;
        };
        /** @description See [`Body::InkDrawn`]. */
        InkDrawn: {
            /** @description The operation; it names its surface. */
            op: components["schemas"]["InkOperation"];
        };
        /** @description A surface with ink on it; what it looks like is asked for by HTTP. */
        Inked: {
            /**
             * Format: int32
             * @description The latest entry of ink on it.
             */
            seq: number;
            /** @description Its name. */
            surface: string;
        };
        /**
         * Format: byte
         * @description One operation of ink, in standard base64.
         */
        InkOperation: string;
        /** @description A picture that ink may name. */
        InkPicture: {
            /** @description The name for an element of the kind `image`. */
            file: string;
            /**
             * Format: int32
             * @description Pixels from top to bottom.
             */
            height: number;
            /**
             * Format: int32
             * @description Pixels across.
             */
            width: number;
        };
        /**
         * @description Why an invitation ended without a seat.
         * @enum {string}
         */
        InvitationEnd: "declined" | "withdrawn" | "expired" | "hand_lowered" | "left";
        /** @description See [`super::ClientMessage::InviteToStage`]. Whoever is invited may speak. */
        InviteToStage: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description Who. */
            person: components["schemas"]["Id"];
            /** @description Whether he may show himself. */
            picture?: boolean;
            /** @description Whether he may show his screen. */
            screen?: boolean;
            /** @description The stage; the main one when absent. */
            stage?: components["schemas"]["StageId"];
        };
        /** @description See [`super::ClientMessage::JoinStage`]. */
        JoinStage: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description Whether to begin with a picture. */
            picture?: boolean;
            /** @description Whether to begin with the screen. */
            screen?: boolean;
            /** @description Whether to begin with sound. */
            sound?: boolean;
            /** @description The stage; the main one when absent. */
            stage?: components["schemas"]["StageId"];
        };
        /** @description What makes an answer right. */
        Key: (components["schemas"]["ChoicesKey"] & {
            /** @enum {string} */
            kind: "choices";
        }) | (components["schemas"]["TruthKey"] & {
            /** @enum {string} */
            kind: "truth";
        }) | (components["schemas"]["TextKey"] & {
            /** @enum {string} */
            kind: "text";
        });
        /**
         * @description A language of the interface. Both are complete in every release.
         * @enum {string}
         */
        Language: "zh-CN" | "en";
        /** @description An answer given after the lesson, and what is right where the class was told. */
        LateAnswer: {
            /** @description The poll or quiz. */
            activity: components["schemas"]["Id"];
            /** @description The answer. */
            answer: components["schemas"]["Answer"];
            /** @description Why. */
            explanation?: string | null;
            /** @description When it was given. */
            given_at: components["schemas"]["Time"];
            key?: components["schemas"]["Key"] | null;
            /** @description Who. */
            person: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description Points it would have earned.
             */
            points: number;
            /** @description Whether it is right; absent when nothing is judged or the class was not told. */
            right?: boolean | null;
        };
        /** @description One's own answers given after the lesson. */
        LateAnswers: {
            /** @description At most one for each question of the lesson. */
            items: components["schemas"]["LateAnswer"][];
        };
        /** @description An answer to give after the lesson. */
        LateAnswerToGive: {
            /** @description The poll or quiz of the lesson. */
            activity: components["schemas"]["Id"];
            /** @description The answer. */
            answer: components["schemas"]["Answer"];
            /** @description The client's own name for it; the same again is one answer. */
            client_id: components["schemas"]["Id"];
            given_at?: components["schemas"]["Time"] | null;
        };
        /** @description See [`super::ClientMessage::LeaveStage`]. */
        LeaveStage: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description The stage; the main one when absent. */
            stage?: components["schemas"]["StageId"];
        };
        /** @description A lesson, and what the reader is in it. */
        Lesson: {
            /** @description The classes it is for. */
            audience: components["schemas"]["Audience"][];
            closed_at?: components["schemas"]["Time"] | null;
            /** @description Its course. */
            course: components["schemas"]["CourseTitle"];
            /** @description Its id. */
            id: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description How long it is to take.
             */
            minutes: number;
            my_class?: components["schemas"]["Id"] | null;
            /** @description What the reader is in it. */
            my_role: components["schemas"]["LessonRole"];
            opened_at?: components["schemas"]["Time"] | null;
            /** @description The school that teaches it. */
            school: components["schemas"]["SchoolName"];
            /** @description When it is to start. */
            starts_at: components["schemas"]["Time"];
            /** @description Where it is in its life. */
            state: components["schemas"]["LessonState"];
            /** @description Its teachers. */
            teachers: components["schemas"]["PersonName"][];
            /** @description Its title. */
            title: string;
        };
        /** @description What may be changed of a planned lesson; what is absent stays. */
        LessonChange: {
            /** @description The classes it is for, all of them. */
            audience?: components["schemas"]["NewAudience"][] | null;
            course?: components["schemas"]["Id"] | null;
            /**
             * Format: int32
             * @description How long it is to take, 1 to 480.
             */
            minutes?: number | null;
            /** @description Whether to refuse it while a class or a teacher of it has another lesson at that time. */
            refuse_clashes?: boolean;
            starts_at?: components["schemas"]["Time"] | null;
            /** @description Its teachers, all of them. */
            teachers?: components["schemas"]["Id"][] | null;
            /** @description Its title. */
            title?: string | null;
        };
        /** @description How a class stands in a lesson that goes on. */
        LessonClass: components["schemas"]["ClassStanding"] & {
            still_at?: components["schemas"]["Time"] | null;
        };
        /** @description A screen of one of a lesson's classes. */
        LessonClassroom: {
            /** @description The class it stands for. */
            class: components["schemas"]["ClassName"];
            /** @description Its id. */
            id: components["schemas"]["Id"];
            /** @description Whether this lesson is open on it. */
            is_open: boolean;
            /** @description Whether another lesson is. */
            is_taken: boolean;
            /** @description What it is called. */
            name: string;
        };
        /** @description See [`Body::LessonClosed`]. */
        LessonClosed: Record<string, never>;
        /** @description The decks of a lesson. */
        LessonDecks: {
            /** @description Each with its pages, in order. */
            items: components["schemas"]["Deck"][];
        };
        /** @description What a lesson plays: an edition as it was when it was put there. */
        LessonEdition: {
            /** @description Whose the recorded lesson is. */
            credit: components["schemas"]["EditionCredit"];
            /** @description The edition. */
            edition: components["schemas"]["Id"];
            /** @description Its parts in their order; questions with their keys for staff only. */
            parts: components["schemas"]["EditionPart"][];
            /**
             * Format: int64
             * @description How long the recorded lesson took.
             */
            source_ms: number;
            /** @description Its title. */
            title: string;
            /**
             * Format: int32
             * @description Its version then.
             */
            version: number;
        };
        /** @description See [`Body::LessonOpened`]. */
        LessonOpened: {
            /** @description UTC at lesson time zero. */
            utc: components["schemas"]["Time"];
        };
        /** @description A lesson's packs. */
        LessonPacks: {
            /** @description Those that the caller may have. */
            items: components["schemas"]["Pack"][];
        };
        /** @description One person of a lesson. */
        LessonPerson: {
            class?: components["schemas"]["Id"] | null;
            /** @description Name as others see it. */
            name: string;
            /** @description Who. */
            person: components["schemas"]["Id"];
            /** @description Learner or staff. */
            role: components["schemas"]["RoomRole"];
        };
        /**
         * @description What a person is in a lesson.
         * @enum {string}
         */
        LessonRole: "learner" | "staff" | "classroom";
        /**
         * @description Where a lesson is in its life. It only moves forward.
         * @enum {string}
         */
        LessonState: "planned" | "open" | "closed";
        /** @description What to open on a screen. */
        LessonToOpen: {
            /** @description A lesson for the screen's class. */
            lesson: components["schemas"]["Id"];
        };
        /** @description A lesson to be. */
        LessonToPlan: {
            /** @description The classes it is for. */
            audience: components["schemas"]["NewAudience"][];
            /** @description Its course; the course's school teaches it. */
            course: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description How long it is to take, 1 to 480.
             */
            minutes: number;
            /** @description Whether to refuse it while a class or a teacher of it has another lesson at that time. */
            refuse_clashes?: boolean;
            /** @description When it is to start. */
            starts_at: components["schemas"]["Time"];
            /** @description Its teachers; the one who plans it, when absent and a teacher. */
            teachers?: components["schemas"]["Id"][] | null;
            /** @description Its title. */
            title: string;
        };
        /** @description See [`ClientMessage::LetWrite`]. */
        LetWrite: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description Whether he may write. */
            may: boolean;
            /** @description Who. */
            person: components["schemas"]["Id"];
        };
        /**
         * @description What a line carries.
         * @enum {string}
         */
        LineShows: "any" | "nothing" | "person" | "screen";
        /** @description See [`ClientMessage::LowerAllHands`]. */
        LowerAllHands: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
        };
        /** @description See [`super::ClientMessage::LowerFromStage`]. */
        LowerFromStage: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description Who. */
            person: components["schemas"]["Id"];
            /** @description The stage; the main one when absent. */
            stage?: components["schemas"]["StageId"];
        };
        /** @description See [`ClientMessage::LowerHand`]. */
        LowerHand: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            person?: components["schemas"]["Id"] | null;
        };
        /** @description The signed-in person. */
        Me: {
            /** @description What others read. */
            display_name: string;
            /** @description Whether somebody else chose their password, and may know it. */
            has_given_password: boolean;
            /** @description Who. */
            id: components["schemas"]["Id"];
            /** @description Their language. */
            language: components["schemas"]["Language"];
            /** @description Their roles now. */
            memberships: components["schemas"]["MyMembership"][];
            /** @description What they sign in with. */
            name: string;
        };
        /** @description What one may change of oneself; what is absent stays. */
        MeChange: {
            language?: components["schemas"]["Language"] | null;
        };
        /** @description An address to watch a lesson at. */
        MediaAddress: {
            /** @description Which kind of output it gives. */
            kind: components["schemas"]["MediaKind"];
            /** @description Until when the address is good. */
            until: components["schemas"]["Time"];
            /** @description The address on this server. */
            url: string;
        };
        /** @description See [`Body::MediaAnchor`]. */
        MediaAnchor: {
            /**
             * Format: int64
             * @description Where that stands on the lesson's clock.
             */
            lesson_ms: number;
            /**
             * Format: int64
             * @description The track's time in the outputs (fMP4 decode time), in milliseconds.
             */
            media_ms: number;
            /**
             * Format: int32
             * @description The run.
             */
            run: number;
            /**
             * Format: int32
             * @description The track.
             */
            track: number;
        };
        /**
         * @description A way to watch.
         * @enum {string}
         */
        MediaKind: "fmp4" | "flv" | "hls" | "voice" | "voice_hls" | "whep";
        /** @description What is being published now. */
        MediaNow: {
            /** @description Whether it shows and sounds what is on the stage, and not what an encoder sends. */
            by_stage?: boolean;
            /**
             * Format: int32
             * @description The run.
             */
            run: number;
            /** @description Its tracks. */
            tracks: components["schemas"]["Track"][];
        };
        /** @description See [`Body::MediaShifted`]. */
        MediaShifted: {
            /**
             * Format: int32
             * @description Entries are applied this much later (or earlier, if negative) against the picture.
             */
            shift_ms: number;
        };
        /** @description See [`Body::MediaStarted`]. A *run* is one publisher connection. */
        MediaStarted: {
            /** @description Whether it shows and sounds what is on the stage, and not what an encoder sends. */
            by_stage?: boolean;
            /**
             * Format: int32
             * @description Number of the run within the lesson, from 1.
             */
            run: number;
            /** @description Its tracks. */
            tracks: components["schemas"]["Track"][];
        };
        /** @description See [`Body::MediaStopped`]. */
        MediaStopped: {
            /**
             * Format: int32
             * @description The run.
             */
            run: number;
        };
        /** @description See [`ServerMessage::Media`]. */
        MediaToken: {
            /**
             * @description Address prefix for this lesson's media, with its signature:
             *     `/media/{expiry}-{sig}/{lesson}`.
             */
            prefix: string;
            /** @description Until when it is good. */
            until: components["schemas"]["Time"];
        };
        /** @description See [`super::ClientMessage::MuteOnStage`]. Only he himself can speak again. */
        MuteOnStage: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description Who. */
            person: components["schemas"]["Id"];
            /** @description The stage; the main one when absent. */
            stage?: components["schemas"]["StageId"];
        };
        /** @description See [`ClientMessage::MutePerson`]. */
        MutePerson: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description Whether to mute or to unmute. */
            muted: boolean;
            /** @description Who. */
            person: components["schemas"]["Id"];
        };
        /** @description See [`super::ClientMessage::MuteStage`]. */
        MuteStage: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description The stage; the main one when absent. */
            stage?: components["schemas"]["StageId"];
        };
        /** @description A role and where it holds. */
        MyMembership: {
            class?: components["schemas"]["ClassName"] | null;
            region?: components["schemas"]["RegionName"] | null;
            /** @description The role. */
            role: components["schemas"]["Role"];
            school?: components["schemas"]["SchoolName"] | null;
        };
        /** @description One class of an audience to be. */
        NewAudience: {
            /** @description How it attends; only with own devices yet. */
            attending: components["schemas"]["Attending"];
            /** @description The class. */
            class: components["schemas"]["Id"];
            /** @description In what form it takes the lesson; only live ones yet. */
            form: components["schemas"]["AudienceForm"];
            /** @description Anchor or receiving. */
            part: components["schemas"]["AudiencePart"];
            starts_at?: components["schemas"]["Time"] | null;
            teacher?: components["schemas"]["Id"] | null;
        };
        /** @description A class to be. */
        NewClass: {
            /** @description Its name, unique in the school. */
            name: string;
        };
        /** @description A screen to be paired. */
        NewClassroom: {
            /** @description The class it is to stand for. */
            class: components["schemas"]["Id"];
            /** @description The code that it shows. */
            code: string;
            /** @description What it is to be called. */
            name: string;
        };
        /** @description A password shown once. */
        NewPassword: {
            /** @description To be handed to the person; we keep only its hash. */
            password: string;
        };
        /** @description A mark or note of one's own. */
        Note: {
            /**
             * Format: int64
             * @description The moment, on the lesson's clock.
             */
            at_ms: number;
            /** @description When it was last changed. */
            changed_at: components["schemas"]["Time"];
            /** @description When it was first kept. */
            created_at: components["schemas"]["Time"];
            /** @description Its name, made on the device. */
            id: components["schemas"]["Id"];
            /** @description What it says of its moment. */
            kind: components["schemas"]["NoteKind"];
            /** @description One's own words; may be empty of a mark. */
            words: string;
        };
        /**
         * @description What a note says of its moment.
         * @enum {string}
         */
        NoteKind: "unclear" | "important" | "words";
        /** @description A mark or note to keep. */
        NoteToKeep: components["schemas"]["NoteToWrite"] & {
            /** @description Its name, made on the device; the same again is one note. */
            id: components["schemas"]["Id"];
        };
        /** @description What a note is to say. */
        NoteToWrite: {
            /**
             * Format: int64
             * @description The moment, on the lesson's clock.
             */
            at_ms: number;
            /** @description What it says of its moment. */
            kind: components["schemas"]["NoteKind"];
            /** @description One's own words, 2,000 characters at most; may be absent of a mark. */
            words?: string;
        };
        /** @description A lesson that is open on a screen. */
        OpenOnScreen: {
            /** @description The lesson. */
            id: components["schemas"]["Id"];
            /** @description When it is to start. */
            starts_at: components["schemas"]["Time"];
            /** @description Where it is in its life. */
            state: components["schemas"]["LessonState"];
            /** @description Its title. */
            title: string;
        };
        /** @description See [`ClientMessage::OpenPoll`]. */
        OpenPoll: {
            /** @description Whether nobody can learn who chose what. */
            anonymous?: boolean;
            /** @description The options, two to ten. */
            choices: components["schemas"]["Choice"][];
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description Whether several may be chosen. */
            multiple?: boolean;
            /** @description What is asked. */
            stem: string;
        };
        /** @description See [`ClientMessage::OpenQuiz`]. A prepared question is sent whole, like a typed one. */
        OpenQuiz: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description Time to answer, 5 s to 1 h; absent when closed by hand.
             */
            limit_ms?: number | null;
            /** @description The question with its key. */
            question: components["schemas"]["Question"];
        };
        /** @description The organisations a person may see. */
        Organisations: {
            /** @description Alliances of these schools. */
            alliances: components["schemas"]["Alliance"][];
            /** @description Regions of these schools. */
            regions: components["schemas"]["RegionName"][];
            /** @description Own schools, and those taught in an alliance. */
            schools: components["schemas"]["School"][];
        };
        /** @description A lesson of the day. */
        OverseenLesson: {
            /**
             * Format: int64
             * @description How many learners its classes have.
             */
            expected: number;
            /** @description The lesson. */
            lesson: components["schemas"]["Lesson"];
        };
        /**
         * @description How a lesson goes for a class.
         * @enum {string}
         */
        Pace: "lost" | "too_fast" | "fine";
        /** @description See [`super::ServerMessage::Paces`]. At most one a second. */
        Paces: {
            /**
             * Format: int64
             * @description From when on it is long since a class was called, lesson time; absent while one is on a
             *     stage, and while none is here.
             */
            call_due_ms?: number | null;
            /**
             * Format: int32
             * @description Classes that are catching up.
             */
            catching_up: number;
            /**
             * Format: int32
             * @description Classes for which it is fine.
             */
            fine: number;
            /**
             * Format: int32
             * @description Classes that stand still.
             */
            held: number;
            /**
             * Format: int64
             * @description Since when the one does that has stood longest, lesson time.
             */
            held_since_ms?: number | null;
            /**
             * Format: int32
             * @description Classes whose screens are here.
             */
            here?: number;
            /**
             * Format: int32
             * @description Classes that are lost.
             */
            lost: number;
            /**
             * @description Those with most trouble: the lost, then those for which it is too fast, the longest first;
             *     at most ten.
             */
            slowest: components["schemas"]["ClassPace"][];
            /**
             * Format: int32
             * @description Classes for which it is too fast.
             */
            too_fast: number;
        };
        /** @description See [`crate::entry::Body::PaceSet`]. */
        PaceSet: {
            /** @description The class. */
            class: components["schemas"]["Id"];
            /** @description How the lesson goes for it. */
            pace: components["schemas"]["Pace"];
        };
        /** @description A lesson packed, or to be packed, for a class. */
        Pack: {
            /** @description The class it is for. */
            class: components["schemas"]["Id"];
            file?: components["schemas"]["PackFile"] | null;
            /** @description The pack. */
            id: components["schemas"]["Id"];
            /** @description Whether the picture is in it, and not only the sound. */
            pictures: boolean;
            /** @description The code of why it can never be made. */
            problem?: string | null;
            progress?: components["schemas"]["PackProgress"] | null;
            /** @description How the latest making stands. */
            state: components["schemas"]["PackState"];
        };
        /** @description A pack that can be downloaded. */
        PackFile: {
            /** @description Its address on this server, for whoever is given it. */
            address: string;
            /** @description When it was made. */
            made_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description The size of the ZIP.
             */
            size_bytes: number;
            /** @description Until when the address is good. */
            until: components["schemas"]["Time"];
        };
        /** @description A pack on its way to a school's shelf. */
        PackImport: {
            /** @description When it came. */
            asked_at: components["schemas"]["Time"];
            /** @description The class it was made for. */
            class_name: string;
            /** @description What exactly was wrong, in English. */
            detail?: string | null;
            /** @description The import. */
            id: components["schemas"]["Id"];
            /** @description The code of why it cannot stand on the shelf. */
            problem?: string | null;
            progress?: components["schemas"]["PackProgress"] | null;
            shelved?: components["schemas"]["Id"] | null;
            /**
             * Format: int64
             * @description The size of the file.
             */
            size_bytes: number;
            /** @description How it stands. */
            state: components["schemas"]["PackImportState"];
            /** @description The lesson's title. */
            title: string;
        };
        /**
         * @description How an import stands.
         * @enum {string}
         */
        PackImportState: "waiting" | "importing" | "done" | "refused";
        /** @description Bytes done, of those there are to do. */
        PackProgress: {
            /**
             * Format: int64
             * @description Bytes done.
             */
            done: number;
            /**
             * Format: int64
             * @description Bytes in all.
             */
            total: number;
        };
        /**
         * @description How a pack's making stands.
         * @enum {string}
         */
        PackState: "waiting" | "making" | "ready" | "failed" | "cancelled";
        /** @description A pack to be made. */
        PackToMake: {
            /** @description For which class of the lesson. */
            class: components["schemas"]["Id"];
            /** @description Whether with the picture; otherwise only with the sound. */
            pictures: boolean;
        };
        /** @description One page of a list. */
        Page_Course: {
            /** @description The items, in the list's own order. */
            items: {
                /** @description When it was made. */
                created_at: components["schemas"]["Time"];
                /** @description Its id. */
                id: components["schemas"]["Id"];
                /**
                 * Format: int64
                 * @description How many of its lessons the reader has a part in.
                 */
                lessons: number;
                /** @description Whether the reader may rename it. */
                may_change: boolean;
                next_starts_at?: components["schemas"]["Time"] | null;
                /** @description The school that teaches it. */
                school: components["schemas"]["SchoolName"];
                /** @description Its title. */
                title: string;
            }[];
            /** @description Ask for the next page with this cursor; absent on the last page. */
            next?: string | null;
        };
        /** @description One page of a list. */
        Page_Deck: {
            /** @description The items, in the list's own order. */
            items: {
                /**
                 * Format: int64
                 * @description The size of the document.
                 */
                bytes: number;
                /**
                 * Format: int32
                 * @description How many pages are made.
                 */
                done: number;
                /** @description The document's name; of several images, the first one's. */
                file_name: string;
                /** @description Its id. */
                id: components["schemas"]["Id"];
                /** @description What of the document is not among the pages. */
                lost: components["schemas"]["DeckLost"][];
                /** @description Its pages; not in lists. */
                pages?: components["schemas"]["DeckPage"][] | null;
                /** @description Why it failed, as a stable code. */
                problem?: string | null;
                /** @description The school it belongs to. */
                school: components["schemas"]["Id"];
                /** @description Where it is in its life. */
                state: components["schemas"]["DeckState"];
                /** @description Its title. */
                title: string;
                /**
                 * Format: int32
                 * @description How many there will be, once that is known.
                 */
                total?: number | null;
            }[];
            /** @description Ask for the next page with this cursor; absent on the last page. */
            next?: string | null;
        };
        /** @description One page of a list. */
        Page_EditionSummary: {
            /** @description The items, in the list's own order. */
            items: {
                /** @description When it was changed last. */
                changed_at: components["schemas"]["Time"];
                /** @description Whose it is. */
                credit: components["schemas"]["EditionCredit"];
                /** @description Its id. */
                id: components["schemas"]["Id"];
                /**
                 * Format: int64
                 * @description How long its passages take.
                 */
                length_ms: number;
                /**
                 * Format: int32
                 * @description How many parts it has.
                 */
                parts: number;
                /** @description The recorded lesson. */
                source: components["schemas"]["Id"];
                /** @description Its title. */
                title: string;
            }[];
            /** @description Ask for the next page with this cursor; absent on the last page. */
            next?: string | null;
        };
        /** @description One page of a list. */
        Page_ImportRow: {
            /** @description The items, in the list's own order. */
            items: {
                /** @description What accepting does. */
                action: components["schemas"]["Action"];
                /** @description The class. */
                class: string;
                /** @description The displayed name. */
                display_name: string;
                /** @description What is wrong with it. */
                errors: components["schemas"]["CellFault"][];
                /**
                 * @description Whether the class did not exist when the file was read; accepting must say what becomes
                 *     of it.
                 */
                is_new_class: boolean;
                /**
                 * Format: int64
                 * @description Its line in the file; the headings are line 1.
                 */
                line: number;
                /** @description The account. */
                name: string;
                /** @description `learner`, `teacher`, or what stands there. */
                role: string;
            }[];
            /** @description Ask for the next page with this cursor; absent on the last page. */
            next?: string | null;
        };
        /** @description One page of a list. */
        Page_Lesson: {
            /** @description The items, in the list's own order. */
            items: {
                /** @description The classes it is for. */
                audience: components["schemas"]["Audience"][];
                closed_at?: components["schemas"]["Time"] | null;
                /** @description Its course. */
                course: components["schemas"]["CourseTitle"];
                /** @description Its id. */
                id: components["schemas"]["Id"];
                /**
                 * Format: int32
                 * @description How long it is to take.
                 */
                minutes: number;
                my_class?: components["schemas"]["Id"] | null;
                /** @description What the reader is in it. */
                my_role: components["schemas"]["LessonRole"];
                opened_at?: components["schemas"]["Time"] | null;
                /** @description The school that teaches it. */
                school: components["schemas"]["SchoolName"];
                /** @description When it is to start. */
                starts_at: components["schemas"]["Time"];
                /** @description Where it is in its life. */
                state: components["schemas"]["LessonState"];
                /** @description Its teachers. */
                teachers: components["schemas"]["PersonName"][];
                /** @description Its title. */
                title: string;
            }[];
            /** @description Ask for the next page with this cursor; absent on the last page. */
            next?: string | null;
        };
        /** @description One page of a list. */
        Page_Note: {
            /** @description The items, in the list's own order. */
            items: {
                /**
                 * Format: int64
                 * @description The moment, on the lesson's clock.
                 */
                at_ms: number;
                /** @description When it was last changed. */
                changed_at: components["schemas"]["Time"];
                /** @description When it was first kept. */
                created_at: components["schemas"]["Time"];
                /** @description Its name, made on the device. */
                id: components["schemas"]["Id"];
                /** @description What it says of its moment. */
                kind: components["schemas"]["NoteKind"];
                /** @description One's own words; may be empty of a mark. */
                words: string;
            }[];
            /** @description Ask for the next page with this cursor; absent on the last page. */
            next?: string | null;
        };
        /** @description One page of a list. */
        Page_Person: {
            /** @description The items, in the list's own order. */
            items: {
                /** @description The classes they learn in, or learned in until stopped. */
                classes: components["schemas"]["ClassName"][];
                /** @description What others read. */
                display_name: string;
                /** @description Who. */
                id: components["schemas"]["Id"];
                /** @description Whether they are stopped in this school. */
                is_stopped: boolean;
                /** @description What they sign in with. */
                name: string;
                /** @description Their roles in this school; when stopped, those until then. */
                roles: components["schemas"]["Role"][];
            }[];
            /** @description Ask for the next page with this cursor; absent on the last page. */
            next?: string | null;
        };
        /** @description One page of a list. */
        Page_PreparedQuestion: {
            /** @description The items, in the list's own order. */
            items: {
                after?: components["schemas"]["AfterPage"] | null;
                /** @description Its id. */
                id: components["schemas"]["Id"];
                /**
                 * Format: int32
                 * @description Time to answer it.
                 */
                limit_ms?: number | null;
                /**
                 * Format: int32
                 * @description Its place, from 0 without gaps.
                 */
                position: number;
                /** @description The question. */
                question: components["schemas"]["Question"];
            }[];
            /** @description Ask for the next page with this cursor; absent on the last page. */
            next?: string | null;
        };
        /** @description One page of a list. */
        Page_SchoolTeacher: {
            /** @description The items, in the list's own order. */
            items: {
                /** @description Who. */
                id: components["schemas"]["Id"];
                /** @description What others read. */
                name: string;
                /** @description Where they teach; who teaches in two schools stands here twice. */
                school: components["schemas"]["Id"];
            }[];
            /** @description Ask for the next page with this cursor; absent on the last page. */
            next?: string | null;
        };
        /** @description One page of a list. */
        Page_Session: {
            /** @description The items, in the list's own order. */
            items: {
                /** @description When it signed in. */
                created_at: components["schemas"]["Time"];
                /** @description Its id. */
                id: components["schemas"]["Id"];
                /** @description Whether it is the one asking. */
                is_current: boolean;
                /** @description When it was last seen, to the hour. */
                last_seen_at: components["schemas"]["Time"];
                /** @description What the browser calls itself. */
                user_agent: string;
            }[];
            /** @description Ask for the next page with this cursor; absent on the last page. */
            next?: string | null;
        };
        /**
         * Format: binary
         * @description A picture.
         */
        PagePicture: string;
        /** @description See [`crate::entry::Body::PageTurned`]. */
        PageTurned: {
            /** @description What the class looks at now. */
            surface: components["schemas"]["RoomPage"];
        };
        /** @description A screen that waits to be paired. */
        Pairing: {
            /** @description What it shows, for a teacher to type: six digits. */
            code: string;
            /** @description Until when the code is good. */
            expires_at: components["schemas"]["Time"];
            /** @description What it proves itself by, when it asks whether it was paired. Shown to nobody. */
            secret: string;
        };
        /** @description What a part is. */
        PartContent: (components["schemas"]["PassagePart"] & {
            /** @enum {string} */
            kind: "passage";
        }) | (components["schemas"]["SlidePart"] & {
            /** @enum {string} */
            kind: "slide";
        }) | (components["schemas"]["QuestionPart"] & {
            /** @enum {string} */
            kind: "question";
        }) | (components["schemas"]["PausePart"] & {
            /** @enum {string} */
            kind: "pause";
        });
        /** @description See [`crate::entry::Body::PartHeld`]. */
        PartHeld: {
            /**
             * Format: int64
             * @description Where it stands, on the clock of the edition's source.
             */
            at_ms: number;
            /** @description The edition. */
            edition: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description The part's number in it.
             */
            part: number;
        };
        /**
         * @description The part of an edition that the class sees. While it plays, the source stands at `from_ms` and
         *     what has gone by since `since_ms`.
         */
        PartNow: {
            /** @description The edition. */
            edition: components["schemas"]["Id"];
            /**
             * Format: int64
             * @description Where it was on the source's clock.
             */
            from_ms: number;
            /** @description Whether it stands still there. */
            held: boolean;
            /**
             * Format: int32
             * @description The part's number in it.
             */
            part: number;
            /**
             * Format: int64
             * @description When, lesson time.
             */
            since_ms: number;
        };
        /** @description See [`crate::entry::Body::PartPlayed`]. */
        PartPlayed: {
            /** @description The edition. */
            edition: components["schemas"]["Id"];
            /**
             * Format: int64
             * @description From where on the clock of the edition's source; 0 for a part without a picture.
             */
            from_ms: number;
            /**
             * Format: int32
             * @description The part's number in it.
             */
            part: number;
        };
        /** @description Some of the recorded lesson, on its own clock. */
        PassagePart: {
            /**
             * Format: int64
             * @description From where.
             */
            from_ms: number;
            /**
             * Format: int64
             * @description Up to where.
             */
            to_ms: number;
        };
        /** @description The old password and the new. */
        PasswordChange: {
            /** @description The password until now. */
            current: string;
            /** @description The password from now on. */
            new: string;
        };
        /** @description A stop. */
        PausePart: {
            /** @description What it is for. */
            text: string;
        };
        /** @description A person of a school. */
        Person: {
            /** @description The classes they learn in, or learned in until stopped. */
            classes: components["schemas"]["ClassName"][];
            /** @description What others read. */
            display_name: string;
            /** @description Who. */
            id: components["schemas"]["Id"];
            /** @description Whether they are stopped in this school. */
            is_stopped: boolean;
            /** @description What they sign in with. */
            name: string;
            /** @description Their roles in this school; when stopped, those until then. */
            roles: components["schemas"]["Role"][];
        };
        /** @description A person just added. */
        PersonAdded: components["schemas"]["Person"] & {
            /** @description The password we made, shown once. */
            password?: string | null;
        };
        /** @description See [`Body::PersonArrived`]; `by` is the person, `class` the class he attends with. */
        PersonArrived: Record<string, never>;
        /** @description What to change of a person; what is absent stays. */
        PersonChange: {
            class?: components["schemas"]["Id"] | null;
            /** @description What others read from now on, also where they took part before. */
            display_name?: string | null;
            /** @description What they sign in with from now on. */
            name?: string | null;
            old_class?: components["schemas"]["Id"] | null;
        };
        /** @description How often one person did something. */
        PersonCount: {
            /**
             * Format: int32
             * @description How often.
             */
            count: number;
            /** @description Name. */
            name: string;
            /** @description Who. */
            person: components["schemas"]["Id"];
        };
        /** @description See [`Body::PersonLeft`]; `by` is the person. */
        PersonLeft: Record<string, never>;
        /** @description See [`Body::PersonMuted`]. */
        PersonMuted: {
            /** @description Whether he may no longer send danmaku. */
            muted: boolean;
            /** @description Who. */
            person: components["schemas"]["Id"];
        };
        /** @description A person and their name. */
        PersonName: {
            /** @description Who. */
            id: components["schemas"]["Id"];
            /** @description What others read. */
            name: string;
        };
        /** @description One person's result in a quiz. */
        PersonResult: {
            /** @description Who. */
            person: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description Points earned.
             */
            points: number;
            /** @description Whether the answer was right; absent when nothing is judged. */
            right?: boolean | null;
        };
        /** @description A person to be. */
        PersonToAdd: {
            class?: components["schemas"]["Id"] | null;
            /** @description What others read. */
            display_name: string;
            /** @description What they will sign in with. */
            name: string;
            /** @description Their first password; made by us when absent. */
            password?: string | null;
            /** @description Their role. */
            role: components["schemas"]["Role"];
        };
        /** @description One's own phone. */
        PhoneCamera: {
            /** @description How it stands. */
            stands: components["schemas"]["PhoneStands"];
        };
        /** @description By what a phone comes. */
        PhoneCode: {
            /** @description Eight letters and digits, good once. */
            code: string;
            /** @description Until when. */
            expires_at: components["schemas"]["Time"];
        };
        /** @description What a phone may do from now on: send one picture to one lesson by WHIP. */
        PhoneKey: {
            /** @description The bearer token of its requests. Shown to nobody. */
            key: string;
            /** @description The lesson. */
            lesson: components["schemas"]["Id"];
        };
        /**
         * @description How a phone stands.
         * @enum {string}
         */
        PhoneStands: "none" | "offered" | "taken" | "sending";
        /** @description A person who was picked. */
        Pick: {
            /**
             * Format: int64
             * @description When, lesson time.
             */
            at_ms: number;
            /** @description Who. */
            person: components["schemas"]["Id"];
        };
        /** @description See [`Body::PickMade`]. */
        PickMade: {
            /** @description Who was picked. */
            person: components["schemas"]["Id"];
        };
        /** @description See [`ClientMessage::PickPerson`]. */
        PickPerson: {
            class?: components["schemas"]["Id"] | null;
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
        };
        /** @description A JPEG, PNG or WebP. */
        PictureFile: number[];
        /**
         * Format: binary
         * @description The bytes of a piece.
         */
        PieceOfFile: string;
        /** @description See [`ClientMessage::Ping`]. */
        Ping: {
            /**
             * Format: int64
             * @description The client's own clock reading, sent back untouched.
             */
            sent_ms: number;
        };
        /** @description See [`ClientMessage::PlayPart`]. */
        PlayPart: {
            /**
             * Format: int64
             * @description From where on the source's clock.
             */
            at_ms?: number;
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description The edition. Whether the lesson has it is not the room's to know. */
            edition: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description The part's number in it, from 1.
             */
            part: number;
        };
        /** @description See [`crate::entry::Body::PollClosed`]. */
        PollClosed: {
            /** @description The poll. */
            activity: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description How many people voted.
             */
            answered: number;
            /** @description Final counts. Absent from what learners receive until the result is shown. */
            counts?: components["schemas"]["Count"][] | null;
        };
        /** @description See [`crate::entry::Body::PollOpened`]. */
        PollOpened: {
            /** @description Names the poll. */
            activity: components["schemas"]["Id"];
            /** @description Whether nobody, staff included, can learn who chose what. */
            anonymous: boolean;
            /** @description The options, two at least. */
            choices: components["schemas"]["Choice"][];
            /** @description Whether several options may be chosen. */
            multiple: boolean;
            /** @description What is asked. Plain text. */
            stem: string;
        };
        /** @description A poll's result. */
        PollReport: {
            /** @description Names it. */
            activity: components["schemas"]["Id"];
            /** @description Whether nobody can learn who chose what. */
            anonymous: boolean;
            /**
             * Format: int32
             * @description How many voted.
             */
            answered: number;
            /** @description Who chose what, in the roster's order; in an anonymous poll without the answer. */
            answers: components["schemas"]["AnswerRow"][];
            /**
             * Format: int64
             * @description When it was opened, lesson time.
             */
            at_ms: number;
            /** @description The options. */
            choices: components["schemas"]["Choice"][];
            /** @description How often each option was chosen; absent for a learner to whom it was not shown. */
            counts?: components["schemas"]["Count"][] | null;
            /** @description Whether the counts were shown to everyone. */
            is_shown: boolean;
            /** @description Votes given after the lesson; they are in no count. */
            late?: components["schemas"]["AnswerRow"][];
            /** @description Whether several could be chosen. */
            multiple: boolean;
            /** @description What was asked. */
            stem: string;
        };
        /** @description See [`crate::entry::Body::PollShown`]. */
        PollShown: {
            /** @description The poll. */
            activity: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description How many people voted.
             */
            answered: number;
            /** @description Counts at the moment of showing. */
            counts: components["schemas"]["Count"][];
        };
        /** @description A poll as one person may see it. */
        PollView: {
            /** @description Names it. */
            activity: components["schemas"]["Id"];
            /** @description Whether it is anonymous. */
            anonymous: boolean;
            /**
             * Format: int32
             * @description How many voted.
             */
            answered: number;
            /** @description Staff: who has answered so far, in the order of ids. */
            answered_by?: components["schemas"]["Id"][] | null;
            /** @description The options. */
            choices: components["schemas"]["Choice"][];
            /** @description Counts: always for staff, for others once shown. */
            counts?: components["schemas"]["Count"][] | null;
            /** @description Whether it takes votes. */
            is_open: boolean;
            /** @description Whether its counts are shown to everyone. */
            is_shown: boolean;
            /** @description Your own choices, unless anonymous. */
            mine?: string[] | null;
            /**
             * Format: int64
             * @description When your vote was kept, lesson time.
             */
            mine_ms?: number | null;
            /** @description Whether several may be chosen. */
            multiple: boolean;
            /**
             * Format: int64
             * @description Opened when, lesson time.
             */
            opened_ms: number;
            /** @description What is asked. */
            stem: string;
            /** @description Whether you have voted. */
            voted: boolean;
        };
        /** @description See [`crate::entry::Body::PollVoted`]; `by` is the person. */
        PollVoted: {
            /** @description The poll. */
            activity: components["schemas"]["Id"];
            /** @description The chosen options; absent in an anonymous poll. */
            choices?: string[] | null;
        };
        /** @description See [`ServerMessage::Pong`]. */
        Pong: {
            /**
             * Format: int64
             * @description Lesson time now; absent before opening.
             */
            now_ms?: number | null;
            /**
             * Format: int64
             * @description As in the `ping`.
             */
            sent_ms: number;
        };
        /** @description See [`ClientMessage::PostAnnouncement`]. */
        PostAnnouncement: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description 1 to 200 characters. */
            text: string;
        };
        /** @description A question prepared for a lesson, with its key. */
        PreparedQuestion: {
            after?: components["schemas"]["AfterPage"] | null;
            /** @description Its id. */
            id: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description Time to answer it.
             */
            limit_ms?: number | null;
            /**
             * Format: int32
             * @description Its place, from 0 without gaps.
             */
            position: number;
            /** @description The question. */
            question: components["schemas"]["Question"];
        };
        /** @description See [`ServerMessage::Presence`]. At most one a second. */
        Presence: {
            /**
             * Format: int32
             * @description Learners on the roster.
             */
            expected: number;
            /**
             * Format: int32
             * @description Learners connected now.
             */
            here: number;
        };
        /** @description A lesson's picture as nobody but its staff may see it. */
        Preview: {
            /** @description Address prefix of the preview, with its signature. */
            prefix: string;
            problem?: components["schemas"]["StreamProblem"] | null;
            signal?: components["schemas"]["StreamStats"] | null;
            /**
             * @description The tracks that arrive; none while nothing does, and none in an open lesson, whose picture
             *     everyone sees.
             */
            tracks: components["schemas"]["Track"][];
            /** @description Until when it is good. */
            until: components["schemas"]["Time"];
        };
        /** @description An error with a stable code, answered as `application/problem+json`. */
        Problem: {
            /** @description Stable, English, dotted: `lesson.already_open`. */
            code: string;
            /** @description What to do, or what exactly was wrong, in English. */
            detail?: string | null;
            /** @description The fields that were wrong. */
            fields?: components["schemas"]["FieldProblem"][];
            /**
             * Format: int32
             * @description Seconds after which to try again.
             */
            retry_after_s?: number | null;
            /**
             * Format: int32
             * @description HTTP status.
             */
            status: number;
            /** @description A short English sentence for developers; people see the translation of `code`. */
            title: string;
        };
        /** @description What a learner may see of a question before its result is shown. */
        Prompt: {
            /** @description Options, for choice questions; empty otherwise. */
            choices: components["schemas"]["Choice"][];
            /** @description Kind of answer asked for. */
            kind: components["schemas"]["QuestionKind"];
            /**
             * Format: int32
             * @description Points for a right answer, in whole points.
             */
            points: number;
            /** @description The question itself. Plain text. */
            stem: string;
        };
        /** @description A whole question, with its key. Staff only. */
        Question: {
            /** @description Why it is right, shown with the result. Plain text. */
            explanation?: string | null;
            key?: components["schemas"]["Key"] | null;
            /** @description What the learner sees. */
            prompt: components["schemas"]["Prompt"];
        };
        /**
         * @description What kind of answer a question asks for.
         * @enum {string}
         */
        QuestionKind: "single" | "multiple" | "true_false" | "short_text";
        /** @description A question that stops the picture until it is answered. */
        QuestionPart: {
            /**
             * Format: int32
             * @description Time to answer it in class, 5 seconds to an hour; unlimited when absent.
             */
            limit_ms?: number | null;
            /** @description The question; without its key for who is to answer it. */
            question: components["schemas"]["Question"];
        };
        /** @description A question to prepare. */
        QuestionToPrepare: {
            after?: components["schemas"]["AfterPage"] | null;
            /**
             * Format: int32
             * @description Time to answer it, 5 seconds to an hour; unlimited when absent.
             */
            limit_ms?: number | null;
            /**
             * Format: int32
             * @description Its place, from 0; when absent, a new one goes to the end and an old one stays.
             */
            position?: number | null;
            /** @description The question. */
            question: components["schemas"]["Question"];
        };
        /** @description See [`Body::QuizAnswered`]; `by` is the person. */
        QuizAnswered: {
            /** @description The quiz. */
            activity: components["schemas"]["Id"];
            /** @description The answer. */
            answer: components["schemas"]["Answer"];
            /**
             * Format: int64
             * @description Where the class's own clock stood, of an answer that was late because the class was behind.
             */
            class_ms?: number | null;
            collected_by?: components["schemas"]["Id"] | null;
            /** @description Whether it was pressed in time but arrived in the grace time. */
            late_by_network?: boolean;
        };
        /** @description See [`Body::QuizClosed`]. */
        QuizClosed: {
            /** @description The quiz. */
            activity: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description How many people answered.
             */
            answered: number;
        };
        /** @description See [`Body::QuizExtended`]. */
        QuizExtended: {
            /** @description The quiz. */
            activity: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description Time added to the limit.
             */
            add_ms: number;
        };
        /** @description See [`Body::QuizJudged`]. */
        QuizJudged: {
            /** @description The quiz. */
            activity: components["schemas"]["Id"];
            /** @description How often each option was chosen. */
            counts: components["schemas"]["Count"][];
            /** @description Each person's result. */
            results: components["schemas"]["PersonResult"][];
        };
        /** @description See [`Body::QuizKeyed`]. */
        QuizKeyed: {
            /** @description The quiz. */
            activity: components["schemas"]["Id"];
            /** @description Why. */
            explanation?: string | null;
            key?: components["schemas"]["Key"] | null;
        };
        /**
         * @description See [`Body::QuizOpened`]. It ends at `at_ms + limit_ms`; answers pressed in time arrive until
         *     `grace_ms` later.
         */
        QuizOpened: {
            /** @description Names the quiz. */
            activity: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description How long after the end an answer that was pressed in time may still arrive.
             */
            grace_ms: number;
            /**
             * Format: int32
             * @description Time to answer; absent when the teacher closes it by hand.
             */
            limit_ms?: number | null;
            /** @description What learners see. */
            prompt: components["schemas"]["Prompt"];
        };
        /** @description A quiz's result. */
        QuizReport: {
            /** @description Names it. */
            activity: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description How many answered.
             */
            answered: number;
            /** @description Each learner's answer, in the roster's order. */
            answers: components["schemas"]["AnswerRow"][];
            /**
             * Format: int64
             * @description When it was opened, lesson time.
             */
            at_ms: number;
            /** @description How often each option was chosen; absent for a learner to whom it was not shown. */
            counts?: components["schemas"]["Count"][] | null;
            /** @description Why. */
            explanation?: string | null;
            /** @description Whether the result was shown to everyone. */
            is_shown: boolean;
            key?: components["schemas"]["Key"] | null;
            /** @description Answers given after the lesson; they are in no count. */
            late?: components["schemas"]["AnswerRow"][];
            /** @description The question as learners saw it. */
            prompt: components["schemas"]["Prompt"];
            /** @description What was asked; the same as in the prompt. */
            stem: string;
        };
        /** @description See [`Body::QuizShown`]. */
        QuizShown: {
            /** @description The quiz. */
            activity: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description How many people answered.
             */
            answered: number;
            /** @description How often each option was chosen. */
            counts: components["schemas"]["Count"][];
            /** @description Why. */
            explanation?: string | null;
            key?: components["schemas"]["Key"] | null;
        };
        /** @description A quiz as one person may see it. */
        QuizView: {
            /** @description Names it. */
            activity: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description How many answered.
             */
            answered: number;
            /** @description Staff: who has answered so far, in the order of ids. */
            answered_by?: components["schemas"]["Id"][] | null;
            /** @description Counts: always for staff, for others once shown. */
            counts?: components["schemas"]["Count"][] | null;
            /** @description The explanation: always for staff, for others once shown. */
            explanation?: string | null;
            /**
             * Format: int32
             * @description How long after the end an answer pressed in time may arrive.
             */
            grace_ms: number;
            /** @description Whether it takes answers. */
            is_open: boolean;
            /** @description Whether its result is shown to everyone. */
            is_shown: boolean;
            key?: components["schemas"]["Key"] | null;
            /**
             * Format: int32
             * @description Time to answer with all extensions; absent when closed by hand.
             */
            limit_ms?: number | null;
            mine?: components["schemas"]["Answer"] | null;
            /** @description Whether your own answer came in the grace time; absent unless it did. */
            mine_late_by_network?: boolean;
            /**
             * Format: int64
             * @description When your own answer was kept, lesson time.
             */
            mine_ms?: number | null;
            /**
             * Format: int64
             * @description Opened when, lesson time.
             */
            opened_ms: number;
            /** @description What is asked. */
            prompt: components["schemas"]["Prompt"];
        };
        /** @description See [`ClientMessage::RaiseHand`]. */
        RaiseHand: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
        };
        /** @description Whether every part works. */
        Readiness: {
            /** @description Whether the database answers. */
            database: boolean;
            /** @description Whether requests can be served. */
            ready: boolean;
        };
        /** @description See [`Body::RecordingChanged`]. */
        RecordingChanged: {
            /** @description The new state. */
            state: components["schemas"]["RecordingState"];
        };
        /**
         * @description How the recording stands.
         * @enum {string}
         */
        RecordingState: "recording" | "disk_full" | "failed";
        /** @description See [`ServerMessage::Refused`]. */
        Refused: {
            client_id?: components["schemas"]["Id"] | null;
            /** @description Stable reason, dotted: `danmaku.too_fast`, `quiz.closed`. */
            code: string;
            /** @description In English, for developers. */
            detail?: string | null;
            /**
             * Format: int32
             * @description When to try again.
             */
            retry_after_ms?: number | null;
        };
        /** @description A region and its name. */
        RegionName: {
            /** @description Its id. */
            id: components["schemas"]["Id"];
            /** @description Its name. */
            name: string;
        };
        /** @description A lesson to be watched again. */
        Replay: {
            /**
             * Format: int64
             * @description Length of the lesson; until now while it is open.
             */
            duration_ms: number;
            /** @description What the addresses below are relative to. */
            media_prefix: string;
            /** @description UTC at lesson time zero. */
            opened_at: components["schemas"]["Time"];
            /** @description The recorded runs, in order. */
            runs: components["schemas"]["ReplayRun"][];
            /**
             * Format: int32
             * @description Entries are applied this much later against the picture.
             */
            shift_ms: number;
            /** @description Until when the prefix is good. */
            until: components["schemas"]["Time"];
        };
        /** @description A recorded run. */
        ReplayRun: {
            /**
             * Format: int64
             * @description Where it ends.
             */
            end_ms: number;
            /** @description Address of its init segment. */
            init_url: string;
            /**
             * Format: int32
             * @description Its number.
             */
            run: number;
            /** @description Its segments. */
            segments: components["schemas"]["ReplaySegment"][];
            /**
             * Format: int64
             * @description What all of it weighs, picture and sound.
             */
            size_bytes: number;
            /**
             * Format: int64
             * @description Where it begins on the lesson's clock.
             */
            start_ms: number;
            /** @description Its tracks. */
            tracks: components["schemas"]["Track"][];
            voice?: components["schemas"]["ReplayVoice"] | null;
        };
        /** @description Some seconds of a run: fragments of all its tracks, timed on the lesson's clock. */
        ReplaySegment: {
            /**
             * Format: int64
             * @description How long it plays.
             */
            duration_ms: number;
            /**
             * Format: int64
             * @description Where it begins on the lesson's clock.
             */
            start_ms: number;
            /** @description Its address. */
            url: string;
        };
        /** @description A run's sound for those on thin lines. */
        ReplayVoice: {
            /** @description How it is coded: `mp4a.40.2`. */
            codec: string;
            /** @description Address of its init segment. */
            init_url: string;
            /** @description Its segments. */
            segments: components["schemas"]["ReplaySegment"][];
            /**
             * Format: int64
             * @description What all of it weighs.
             */
            size_bytes: number;
        };
        /** @description The class report. */
        Report: {
            /** @description Polls and quizzes in order of opening. */
            activities: components["schemas"]["ActivityReport"][];
            /** @description Each learner's attendance. */
            attendance: components["schemas"]["AttendanceRow"][];
            /** @description Who sent how many, most first; without those who sent none. */
            danmaku_by_person: components["schemas"]["PersonCount"][];
            /**
             * Format: int32
             * @description Danmaku accepted.
             */
            danmaku_count: number;
            /**
             * Format: int64
             * @description Its length so far, or in all.
             */
            duration_ms: number;
            /**
             * Format: int32
             * @description Learners on the roster.
             */
            expected: number;
            /**
             * Format: int32
             * @description How often a hand was raised.
             */
            hands: number;
            /**
             * Format: int32
             * @description Learners who came.
             */
            here: number;
            opened_at?: components["schemas"]["Time"] | null;
        };
        /**
         * @description What a person is in an organisation.
         * @enum {string}
         */
        Role: "administrator" | "teacher" | "learner";
        /** @description Who you are in a room. */
        RoomMe: {
            class?: components["schemas"]["Id"] | null;
            /** @description Your name as others see it. */
            name: string;
            /** @description You. */
            person: components["schemas"]["Id"];
            /** @description What you may do. */
            role: components["schemas"]["RoomRole"];
        };
        /** @description What the class looks at. */
        RoomPage: (components["schemas"]["SlidePage"] & {
            /** @enum {string} */
            kind: "slide";
        }) | (components["schemas"]["BoardPage"] & {
            /** @enum {string} */
            kind: "board";
        }) | {
            /** @enum {string} */
            kind: "none";
        };
        /**
         * @description How a person stands to a room.
         * @enum {string}
         */
        RoomRole: "learner" | "staff" | "classroom";
        /**
         * @description Where a lesson stands.
         * @enum {string}
         */
        RoomState: "waiting" | "open" | "closed";
        /** @description This server and its rooms, for an administrator. */
        RoomsToday: {
            disk?: components["schemas"]["Disk"] | null;
            /** @description The rooms that are open here, latest opened first. */
            rooms: components["schemas"]["RoomToday"][];
        };
        /** @description A room that is open on this server. */
        RoomToday: {
            /** @description Whether its picture arrives. */
            encoder: components["schemas"]["EncoderState"];
            gone_at?: components["schemas"]["Time"] | null;
            /**
             * Format: int32
             * @description Learners who are here.
             */
            here: number;
            /** @description Its lesson. */
            lesson: components["schemas"]["Id"];
            /** @description When it was opened. */
            opened_at: components["schemas"]["Time"];
            recording?: components["schemas"]["RecordingState"] | null;
            /** @description The lesson's title. */
            title: string;
        };
        /** @description A class that a roster names and the school does not have yet. */
        RosterClass: {
            /** @description Its name, as first written. */
            name: string;
            /**
             * Format: int64
             * @description Rows without errors that name it.
             */
            rows: number;
        };
        /**
         * Format: binary
         * @description A roster as CSV.
         */
        RosterFile: string;
        /** @description One person of the roster, for staff. */
        RosterRow: {
            /**
             * Format: int64
             * @description First arrival, lesson time.
             */
            arrived_ms?: number | null;
            class?: components["schemas"]["Id"] | null;
            /** @description Whether his danmaku are muted. */
            muted: boolean;
            /** @description Name. */
            name: string;
            /** @description Who. */
            person: components["schemas"]["Id"];
            /** @description Whether he is here now. */
            present: boolean;
            /** @description Learner or staff. */
            role: components["schemas"]["RoomRole"];
        };
        /** @description A school and its classes. */
        School: {
            /** @description The classes the caller may see. */
            classes: components["schemas"]["Class"][];
            /** @description Its id. */
            id: components["schemas"]["Id"];
            /** @description Its name. */
            name: string;
            /** @description Its region. */
            region: components["schemas"]["Id"];
        };
        /** @description A school and its name. */
        SchoolName: {
            /** @description Its id. */
            id: components["schemas"]["Id"];
            /** @description Its name. */
            name: string;
        };
        /** @description A day in the schools one runs. */
        SchoolsToday: {
            /** @description All of them, counted. */
            figures: components["schemas"]["DayFigures"];
            /** @description Start of the day. */
            from: components["schemas"]["Time"];
            /** @description The day's lessons by their start, up to 200. */
            lessons: components["schemas"]["OverseenLesson"][];
            /** @description The server's time. */
            now: components["schemas"]["Time"];
            /** @description Lessons of any day that are open long after their end, earliest first. */
            overlong: components["schemas"]["OverseenLesson"][];
            /** @description End of the day. */
            to: components["schemas"]["Time"];
            /** @description Lessons of the day that should have started and were not opened, earliest first. */
            unstarted: components["schemas"]["OverseenLesson"][];
        };
        /** @description A teacher, and a school in which they teach. */
        SchoolTeacher: {
            /** @description Who. */
            id: components["schemas"]["Id"];
            /** @description What others read. */
            name: string;
            /** @description Where they teach; who teaches in two schools stands here twice. */
            school: components["schemas"]["Id"];
        };
        /**
         * @description How https is had from this server.
         * @enum {string}
         */
        SecureWay: "none" | "public" | "own";
        /** @description Who may see an entry. Staff see every entry. */
        See: {
            /** @enum {string} */
            to: "everyone";
        } | {
            /** @enum {string} */
            to: "staff";
        } | (components["schemas"]["SeeClass"] & {
            /** @enum {string} */
            to: "class";
        }) | (components["schemas"]["SeePerson"] & {
            /** @enum {string} */
            to: "person";
        });
        /** @description The class that may see an entry. */
        SeeClass: {
            /** @description The class. */
            class: components["schemas"]["Id"];
        };
        /** @description The person who may see an entry. */
        SeePerson: {
            /** @description The person. */
            person: components["schemas"]["Id"];
        };
        /** @description See [`ClientMessage::SendDanmaku`]. */
        SendDanmaku: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description One line, 1 to 30 characters. */
            text: string;
        };
        /** @description Which release answers, and its time. */
        ServerInfo: {
            /** @description Always `xingtan`. */
            name: string;
            /** @description The server's clock. */
            utc: components["schemas"]["Time"];
            /** @description Release. */
            version: string;
        };
        /** @description What the server may send. */
        ServerMessage: (components["schemas"]["Welcome"] & {
            /** @enum {string} */
            type: "welcome";
        }) | (components["schemas"]["Entry"] & {
            /** @enum {string} */
            type: "entry";
        }) | (components["schemas"]["Crowd"] & {
            /** @enum {string} */
            type: "crowd";
        }) | (components["schemas"]["Presence"] & {
            /** @enum {string} */
            type: "presence";
        }) | (components["schemas"]["Tally"] & {
            /** @enum {string} */
            type: "tally";
        }) | (components["schemas"]["Paces"] & {
            /** @enum {string} */
            type: "paces";
        }) | (components["schemas"]["Ack"] & {
            /** @enum {string} */
            type: "ack";
        }) | (components["schemas"]["Refused"] & {
            /** @enum {string} */
            type: "refused";
        }) | (components["schemas"]["Pong"] & {
            /** @enum {string} */
            type: "pong";
        }) | (components["schemas"]["Gap"] & {
            /** @enum {string} */
            type: "gap";
        }) | (components["schemas"]["MediaToken"] & {
            /** @enum {string} */
            type: "media";
        }) | (components["schemas"]["Health"] & {
            /** @enum {string} */
            type: "health";
        }) | (components["schemas"]["Bye"] & {
            /** @enum {string} */
            type: "bye";
        });
        /** @description A signed-in browser. */
        Session: {
            /** @description When it signed in. */
            created_at: components["schemas"]["Time"];
            /** @description Its id. */
            id: components["schemas"]["Id"];
            /** @description Whether it is the one asking. */
            is_current: boolean;
            /** @description When it was last seen, to the hour. */
            last_seen_at: components["schemas"]["Time"];
            /** @description What the browser calls itself. */
            user_agent: string;
        };
        /** @description See [`ClientMessage::SetDanmaku`]. */
        SetDanmaku: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description Whether danmaku may be sent. */
            on: boolean;
            /**
             * Format: int32
             * @description The least time between two danmaku of one person, 0 to 60 s.
             */
            slow_ms: number;
        };
        /** @description See [`super::ClientMessage::SetOnStage`]. */
        SetOnStage: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description Whether one's camera is on. */
            picture: boolean;
            /** @description Whether one's screen is shown. */
            screen: boolean;
            /** @description Whether one's microphone is on. */
            sound: boolean;
            /** @description The stage; the main one when absent. */
            stage?: components["schemas"]["StageId"];
        };
        /** @description See [`super::ClientMessage::SetPace`]. */
        SetPace: {
            class?: components["schemas"]["Id"] | null;
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description How the lesson goes for it. */
            pace: components["schemas"]["Pace"];
        };
        /** @description See [`super::ClientMessage::SetStage`]. */
        SetStage: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description How many it shall have room for, 1 to 50.
             */
            seats: number;
            /** @description The stage; the main one when absent. */
            stage?: components["schemas"]["StageId"];
        };
        /** @description The first administrator and the first organisations. */
        Setup: {
            /** @description What others read. */
            display_name: string;
            /** @description What the administrator signs in with. */
            name: string;
            /** @description The administrator's password. */
            password: string;
            /** @description The region. */
            region_name: string;
            /** @description Its first school. */
            school_name: string;
        };
        /** @description A link that can still be used. */
        SetupLink: {
            /** @description Always true; a link that is used or unknown is answered with 404. */
            valid: boolean;
        };
        /** @description A school's shelf. */
        Shelf: {
            /** @description Packs on their way here, and those that came to nothing; none for learners. */
            imports: components["schemas"]["PackImport"][];
            /** @description Its packs, what came last first. */
            items: components["schemas"]["ShelvedPack"][];
            /** @description Whether the caller may put packs here. */
            may_put: boolean;
            /**
             * Format: int64
             * @description Bytes that a pack may have at most to find room now; absent for learners.
             */
            room_bytes?: number | null;
        };
        /** @description A pack on a school's shelf. */
        ShelvedPack: {
            /**
             * Format: int32
             * @description Answers given to it here; absent for learners.
             */
            answers?: number | null;
            /** @description The class it was made for. */
            class_name: string;
            /** @description Its name on the shelf. */
            id: components["schemas"]["Id"];
            /** @description The lesson, which its maker knows. */
            lesson: components["schemas"]["Id"];
            /** @description When it was made. */
            made_at: components["schemas"]["Time"];
            /** @description Its name where it was made. */
            pack: components["schemas"]["Id"];
            /** @description The address of its player on this server. */
            player: string;
            /** @description When it was put here. */
            put_at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Bytes of its files.
             */
            size_bytes: number;
            /** @description The lesson's title. */
            title: string;
            /** @description Until when the address is good. */
            until: components["schemas"]["Time"];
        };
        /** @description See [`ClientMessage::ShiftMedia`]. */
        ShiftMedia: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description The whole shift from now on, -10,000 to 10,000.
             */
            shift_ms: number;
        };
        /** @description See [`ClientMessage::ShowPoll`]. */
        ShowPoll: {
            /** @description The poll. */
            activity: components["schemas"]["Id"];
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
        };
        /** @description See [`ClientMessage::ShowQuiz`]. */
        ShowQuiz: {
            /** @description The quiz. */
            activity: components["schemas"]["Id"];
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
        };
        /** @description The answer to a sign-in. */
        SignedIn: {
            /** @description Who signed in. */
            me: components["schemas"]["Me"];
        };
        /** @description A name and a password. */
        SignIn: {
            /** @description The name to sign in with; case and width do not matter. */
            name: string;
            /** @description The password. */
            password: string;
        };
        /** @description A page of a deck. Whether there is such a deck is not the room's to know. */
        SlidePage: {
            /** @description The deck. */
            deck: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description The page, from 1: a slide, or a step in which it builds up.
             */
            page: number;
        };
        /** @description A page of a deck of one's own. */
        SlidePart: {
            /** @description The deck. */
            deck: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description The page, from 1.
             */
            page: number;
            /** @description Words beside it. */
            text?: string | null;
        };
        /** @description A room's state as one person may see it, after entry `seq`. */
        Snapshot: {
            /** @description Polls and quizzes in order of opening, the latest 50. */
            activities: components["schemas"]["ActivityView"][];
            /** @description Announcements, newest last, at most 20. */
            announcements: components["schemas"]["Announcement"][];
            /**
             * @description How classes stand of which anything is known: staff of the whole lesson see those that are
             *     behind, others their own.
             */
            classes?: components["schemas"]["ClassNow"][];
            /** @description Danmaku on or off and slow mode. */
            danmaku: components["schemas"]["DanmakuRules"];
            /** @description The latest danmaku, at most 50, newest last. */
            danmaku_latest: components["schemas"]["Danmaku"][];
            /** @description Raised hands in order. */
            hands: components["schemas"]["Hand"][];
            /** @description The surfaces with ink on them, in the order of their names. */
            inked: components["schemas"]["Inked"][];
            media?: components["schemas"]["MediaNow"] | null;
            /** @description Whether you are muted. */
            muted: boolean;
            opened_utc?: components["schemas"]["Time"] | null;
            paces?: components["schemas"]["Paces"] | null;
            part?: components["schemas"]["PartNow"] | null;
            /** @description Staff: everyone on the roster with what is known of him. Empty for learners. */
            people: components["schemas"]["RosterRow"][];
            /** @description Who was picked last, newest last, at most 20. */
            picks: components["schemas"]["Pick"][];
            /** @description How many are here. */
            presence: components["schemas"]["Presence"];
            recording?: components["schemas"]["RecordingState"] | null;
            /**
             * Format: int32
             * @description The last entry it holds; 0 when there is none.
             */
            seq: number;
            /**
             * Format: int32
             * @description The shift of the picture against the entries.
             */
            shift_ms: number;
            /** @description The stages on which anything happened yet. */
            stages?: components["schemas"]["StageNow"][];
            /** @description Where the lesson stands. */
            state: components["schemas"]["RoomState"];
            /** @description What the class looks at. */
            surface: components["schemas"]["RoomPage"];
            /**
             * Format: int64
             * @description Since when, lesson time.
             */
            surface_ms: number;
            /** @description The learners who may write, in the order of ids. */
            writers: components["schemas"]["Id"][];
        };
        /** @description From here on the source's class looked at something. */
        SourceTurn: {
            /**
             * Format: int64
             * @description On the clock of the source's log: later against the picture by `shift_ms`.
             */
            at_ms: number;
            /** @description At what. */
            surface: components["schemas"]["RoomPage"];
        };
        /** @description See [`super::ClientMessage::SpeakForClass`]. */
        SpeakForClass: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description Whether the class's microphone is on. */
            on: boolean;
            /** @description The stage; the main one when absent. */
            stage?: components["schemas"]["StageId"];
        };
        /** @description See [`crate::entry::Body::StageChanged`]; `by` is he himself, or the teacher who muted him. */
        StageChanged: {
            /** @description What he sends from now on. */
            on: components["schemas"]["StageKinds"];
            /** @description Who. */
            person: components["schemas"]["Id"];
            /** @description The stage. */
            stage: components["schemas"]["StageId"];
        };
        /** @description See [`crate::entry::Body::StageCleared`]; `by` is the teacher. */
        StageCleared: {
            /** @description The stage. */
            stage: components["schemas"]["StageId"];
        };
        /**
         * Format: int32
         * @description Names a stage of a lesson; 1 is the main one.
         */
        StageId: number;
        /** @description An invitation that nobody has answered. */
        StageInvitation: {
            /** @description What he may send when he comes. */
            may: components["schemas"]["StageKinds"];
            /** @description Who. */
            person: components["schemas"]["Id"];
            /**
             * Format: int64
             * @description Until when he may accept, lesson time.
             */
            until_ms: number;
        };
        /** @description See [`crate::entry::Body::StageInvitationEnded`]. */
        StageInvitationEnded: {
            /** @description Who was invited. */
            person: components["schemas"]["Id"];
            /** @description The stage. */
            stage: components["schemas"]["StageId"];
            /** @description Why it ended. */
            why: components["schemas"]["InvitationEnd"];
        };
        /** @description See [`crate::entry::Body::StageInvited`]; `by` is the teacher. */
        StageInvited: {
            /** @description What he may send when he comes. */
            may: components["schemas"]["StageKinds"];
            /** @description Who. */
            person: components["schemas"]["Id"];
            /** @description The stage. */
            stage: components["schemas"]["StageId"];
            /**
             * Format: int64
             * @description Until when he may accept, lesson time.
             */
            until_ms: number;
        };
        /** @description See [`crate::entry::Body::StageJoined`]. */
        StageJoined: {
            class?: components["schemas"]["Id"] | null;
            /** @description What he may send. */
            may: components["schemas"]["StageKinds"];
            /** @description His name: on the socket, for learners do not know all names; never in the journal. */
            name?: string | null;
            /** @description What he sends to begin with. */
            on: components["schemas"]["StageKinds"];
            /** @description Who. */
            person: components["schemas"]["Id"];
            /** @description As what. */
            role: components["schemas"]["StageRole"];
            /**
             * Format: int32
             * @description The seat, from 1: the lowest that was free.
             */
            seat: number;
            /** @description The stage. */
            stage: components["schemas"]["StageId"];
        };
        /** @description Sound, picture and screen: what somebody may send, or does. */
        StageKinds: {
            /** @description The camera. */
            picture: boolean;
            /** @description What is on his screen. */
            screen: boolean;
            /** @description The microphone. */
            sound: boolean;
        };
        /**
         * @description Why somebody is no longer on a stage.
         * @enum {string}
         */
        StageLeave: "stepped_down" | "lowered" | "lost";
        /** @description See [`crate::entry::Body::StageLeft`]. */
        StageLeft: {
            /** @description Who. */
            person: components["schemas"]["Id"];
            /** @description The stage. */
            stage: components["schemas"]["StageId"];
            /** @description Why. */
            why: components["schemas"]["StageLeave"];
        };
        /** @description One line. */
        StageLine: {
            /**
             * Format: int32
             * @description The most bits a second that are of use there: a small picture needs no large layer.
             */
            bps_max?: number | null;
            person?: components["schemas"]["Id"] | null;
            shows: components["schemas"]["LineShows"];
        };
        /** @description All lines, in the order of the offer; of those left out nothing changes. */
        StageLines: {
            /** @description At most 32. */
            lines: components["schemas"]["StageLine"][];
        };
        /** @description Somebody on a stage. */
        StageMember: {
            class?: components["schemas"]["Id"] | null;
            /** @description What he may send. */
            may: components["schemas"]["StageKinds"];
            /** @description His name. */
            name: string;
            /** @description What he sends. */
            on: components["schemas"]["StageKinds"];
            /** @description Who. */
            person: components["schemas"]["Id"];
            /** @description As what. */
            role: components["schemas"]["StageRole"];
            /**
             * Format: int32
             * @description The seat, from 1.
             */
            seat: number;
            /**
             * Format: int64
             * @description Since when he is there, lesson time.
             */
            since_ms: number;
        };
        /** @description See [`crate::entry::Body::StageMuted`]; `by` is the teacher. */
        StageMuted: {
            /** @description The stage. */
            stage: components["schemas"]["StageId"];
        };
        /** @description A stage as one person may see it. */
        StageNow: {
            /** @description Who is invited, first invited first: staff see all, others only themselves. */
            invited: components["schemas"]["StageInvitation"][];
            /** @description Who is on it, in the order of seats. */
            members: components["schemas"]["StageMember"][];
            /**
             * Format: int32
             * @description How many it has room for.
             */
            seats: number;
            /** @description Names it; 1 is the main one. */
            stage: components["schemas"]["StageId"];
        };
        /**
         * @description As what somebody is on a stage.
         * @enum {string}
         */
        StageRole: "teacher" | "learner" | "class";
        /** @description See [`crate::entry::Body::StageSet`]. */
        StageSet: {
            /**
             * Format: int32
             * @description How many it has room for. Whoever is on it stays.
             */
            seats: number;
            /** @description The stage. */
            stage: components["schemas"]["StageId"];
        };
        /** @description See [`crate::entry::Body::StageUnmuteAsked`]; `by` is the teacher. */
        StageUnmuteAsked: {
            /** @description Who is asked. */
            person: components["schemas"]["Id"];
            /** @description The stage. */
            stage: components["schemas"]["StageId"];
        };
        /** @description A lesson's stream settings and state. */
        Stream: {
            /** @description The stream key. */
            key: string;
            /** @description Settings of OBS by the names it shows, in the caller's language. */
            obs: {
                [key: string]: string;
            };
            /** @description The same to teach without a camera, where the teacher's own line is thin. */
            obs_lean: {
                [key: string]: string;
            };
            problem?: components["schemas"]["StreamProblem"] | null;
            recording?: components["schemas"]["RecordingState"] | null;
            /** @description The server's address, as OBS wants it. */
            server: string;
            /** @description Whether an encoder publishes. */
            state: components["schemas"]["StreamState"];
            stats?: components["schemas"]["StreamStats"] | null;
            /** @description Both in one, as other encoders want it. */
            url: string;
        };
        /** @description What last went wrong with a lesson's encoder. */
        StreamProblem: {
            /** @description When. */
            at: components["schemas"]["Time"];
            /** @description Stable code: `stream.unsupported_codec`. */
            code: string;
            /** @description What exactly was wrong, in English. */
            detail: string;
        };
        /**
         * @description Whether an encoder publishes.
         * @enum {string}
         */
        StreamState: "idle" | "publishing";
        /** @description What arrives from the encoder. */
        StreamStats: {
            /** @description RFC 6381 name of the sound's codec. */
            audio_codec?: string | null;
            /**
             * Format: double
             * @description Pictures a second.
             */
            fps: number;
            /**
             * Format: int32
             * @description Height of the picture.
             */
            height?: number | null;
            /**
             * Format: int32
             * @description Thousand bits a second, picture and sound.
             */
            kbps: number;
            /** @description When the encoder connected. */
            since: components["schemas"]["Time"];
            /** @description RFC 6381 name of the picture's codec. */
            video_codec?: string | null;
            /**
             * Format: int32
             * @description Width of the picture.
             */
            width?: number | null;
        };
        /** @description See [`ClientMessage::SubmitAnswer`]. A new answer replaces the last while the quiz is open. */
        SubmitAnswer: {
            /** @description The quiz. */
            activity: components["schemas"]["Id"];
            /** @description The answer. */
            answer: components["schemas"]["Answer"];
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /**
             * Format: int64
             * @description Lesson time at which the learner pressed, by his own reckoning. Believed only within the
             *     grace time.
             */
            pressed_at_ms?: number | null;
        };
        /** @description What a phone was shown. */
        TakenCode: {
            /** @description The code; upper and lower case are the same, and spaces say nothing. */
            code: string;
        };
        /** @description See [`ServerMessage::Tally`]. At most two a second; counts only for staff, or once shown. */
        Tally: {
            /** @description The poll or quiz. */
            activity: components["schemas"]["Id"];
            /**
             * Format: int32
             * @description How many answered.
             */
            answered: number;
            /** @description How often each option was chosen. */
            counts?: components["schemas"]["Count"][] | null;
        };
        /** @description A short text. */
        TextAnswer: {
            /** @description As typed. */
            text: string;
        };
        /** @description Accepted texts; compared without regard to case, width, spaces around and runs of spaces. */
        TextKey: {
            /** @description Any of these is right. */
            accepted: string[];
        };
        /** Format: date-time */
        Time: string;
        /**
         * @description What a person teaches and attends today. The server knows no time zone, so it looks a day and
         *     a half ahead and leaves the choice of the day to the page.
         */
        Today: {
            current?: components["schemas"]["Lesson"] | null;
            /** @description Start of the range of `later`. */
            from: components["schemas"]["Time"];
            /** @description Other open lessons, then those to come within the range. */
            later: components["schemas"]["Lesson"][];
            next?: components["schemas"]["Lesson"] | null;
            /** @description The server's time. */
            now: components["schemas"]["Time"];
            /** @description Lessons that are over, latest first. */
            recent: components["schemas"]["Lesson"][];
            /** @description End of the range of `later`. */
            to: components["schemas"]["Time"];
        };
        /** @description One track of a run. */
        Track: {
            /** @description RFC 6381 codec string: `avc1.64001f`, `mp4a.40.2`. */
            codec: string;
            /**
             * Format: int32
             * @description Lesson-wide id; 1 is the first picture, 2 the programme's sound.
             */
            id: number;
            /** @description Picture or sound. */
            kind: components["schemas"]["TrackKind"];
        };
        /**
         * @description Whether a track is a picture or sound.
         * @enum {string}
         */
        TrackKind: "video" | "audio";
        /** @description An authority of a server's own. */
        TrustedAuthority: {
            /** @description What devices call it. */
            name: string;
            /** @description SHA-256 of its certificate, to compare. */
            sha256: string;
            /** @description Until when it is good. */
            until: components["schemas"]["Time"];
        };
        /** @description A verdict. */
        TruthAnswer: {
            /** @description True or false. */
            value: boolean;
        };
        /** @description Whether the claim is true. */
        TruthKey: {
            /** @description The right verdict. */
            value: boolean;
        };
        /** @description See [`ClientMessage::TurnPage`]. */
        TurnPage: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description What the class shall look at. */
            surface: components["schemas"]["RoomPage"];
        };
        /** @description See [`ClientMessage::Vote`]. The first vote counts; a second is refused. */
        Vote: {
            /** @description The poll. */
            activity: components["schemas"]["Id"];
            /** @description Ids of the chosen options. */
            choices: string[];
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
        };
        /** @description See [`ServerMessage::Welcome`]. */
        Welcome: {
            /** @description Who you are in this room. */
            me: components["schemas"]["RoomMe"];
            /**
             * Format: int64
             * @description Lesson time now; absent before opening.
             */
            now_ms?: number | null;
            /**
             * Format: int32
             * @description The protocol version the server speaks.
             */
            proto: number;
            snapshot?: components["schemas"]["Snapshot"] | null;
            /** @description UTC now by the server's clock. */
            utc: components["schemas"]["Time"];
        };
        /** @description See [`super::ClientMessage::WithdrawInvitation`]. */
        WithdrawInvitation: {
            /** @description The client's own name for this message. */
            client_id: components["schemas"]["Id"];
            /** @description Whose invitation. */
            person: components["schemas"]["Id"];
            /** @description The stage; the main one when absent. */
            stage?: components["schemas"]["StageId"];
        };
        /** @description See [`Body::WriterSet`]. */
        WriterSet: {
            /** @description Whether he may write. */
            may: boolean;
            /** @description Who. */
            person: components["schemas"]["Id"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    put_classrooms_by_id_lesson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LessonToOpen"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_classrooms_by_id_lesson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_classrooms_current: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrentClassroom"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_courses: {
        parameters: {
            query?: {
                /** @description The `next` of the page before; absent for the first page. */
                cursor?: string;
                /** @description Items wanted, 1 to 200; 50 when absent. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Course"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_courses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CourseToCreate"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Course"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_courses_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Course"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_courses_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CourseChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Course"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_decks: {
        parameters: {
            query?: {
                /** @description The `next` of the page before; absent for the first page. */
                cursor?: string;
                /** @description Items wanted, 1 to 200; 50 when absent. */
                limit?: number;
                /** @description Only those that belong to this school. */
                school?: components["schemas"]["Id"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Deck"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_decks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeckToMake"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deck"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_decks_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deck"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_decks_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_decks_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeckChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deck"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_decks_by_id_cancellation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deck"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_decks_by_id_clips_by_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file: string;
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["ClipBytes"];
                };
            };
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["ClipBytes"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_decks_by_id_pages_by_page_by_picture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
                page: number;
                picture: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": components["schemas"]["PagePicture"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_decks_by_id_pages_by_page_text: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
                page: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeckText"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_editions: {
        parameters: {
            query?: {
                /** @description The `next` of the page before; absent for the first page. */
                cursor?: string;
                /** @description Items wanted, 1 to 200; 50 when absent. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_EditionSummary"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_editions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditionToMake"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Edition"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_editions_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Edition"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_editions_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditionToSave"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Edition"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_editions_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_editions_by_id_answers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditionAnswers"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_editions_by_id_answers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditionAnswerToGive"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditionAnswer"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_editions_by_id_deck_by_deck_by_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deck: components["schemas"]["Id"];
                file: string;
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["EditionPageBytes"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_editions_by_id_deck_by_deck_clip_by_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deck: components["schemas"]["Id"];
                file: string;
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["EditionPageBytes"];
                };
            };
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": components["schemas"]["EditionPageBytes"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_editions_by_id_decks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditionDecks"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_editions_by_id_source: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditionSource"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_editions_by_id_source_ink: {
        parameters: {
            query: {
                /** @description What the page before answered as `Xingtan-Next`; absent for the beginning. */
                cursor?: number;
                /** @description Its name: `slide/{deck}/{slide}` or `board/{page}`. */
                surface: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The next page's cursor. */
                    "Xingtan-Next"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_imports_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_imports_by_id_acceptance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Acceptance"] | null;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_imports_by_id_errors_csv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_imports_by_id_passwords_csv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_imports_by_id_rows: {
        parameters: {
            query?: {
                /** @description The `next` of the page before. */
                cursor?: string;
                /** @description Only rows that are not imported: with errors, or left out. */
                errors_only?: boolean;
                /** @description Rows wanted, 1 to 200. */
                limit?: number;
            };
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ImportRow"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lessons: {
        parameters: {
            query?: {
                /** @description Only of this course. */
                course?: components["schemas"]["Id"];
                /** @description The `next` of the page before. */
                cursor?: string;
                /** @description Starting at this time or later. */
                from?: components["schemas"]["Time"];
                /** @description Lessons wanted, 1 to 200. */
                limit?: number;
                /** @description The earliest first when absent. */
                order?: "earliest_first" | "latest_first";
                /** @description Part of a title. */
                q?: string;
                /** @description Only in this state. */
                state?: components["schemas"]["LessonState"];
                /** @description Starting before this time. */
                to?: components["schemas"]["Time"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Lesson"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_lessons: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LessonToPlan"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lesson"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lessons_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lesson"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_lessons_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_lessons_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LessonChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lesson"];
                };
            };
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lessons_by_id_classes: {
        parameters: {
            query?: {
                /** @description Their ids with commas between, at most 24: those that are on a page. */
                of?: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LessonClass"][];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lessons_by_id_classes_by_class_still: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: components["schemas"]["Id"];
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": number[];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_lessons_by_id_classes_by_class_still: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: components["schemas"]["Id"];
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": components["schemas"]["ClassStill"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lessons_by_id_classrooms: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LessonClassroom"][];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_lessons_by_id_closing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lessons_by_id_decks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LessonDecks"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_lessons_by_id_decks_by_deck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deck: components["schemas"]["Id"];
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_lessons_by_id_decks_by_deck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deck: components["schemas"]["Id"];
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lessons_by_id_edition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LessonEdition"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_lessons_by_id_edition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditionToPlay"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LessonEdition"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_lessons_by_id_edition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lessons_by_id_edition_source: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditionSource"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lessons_by_id_edition_source_ink: {
        parameters: {
            query: {
                /** @description What the page before answered as `Xingtan-Next`; absent for the beginning. */
                cursor?: number;
                /** @description Its name: `slide/{deck}/{slide}` or `board/{page}`. */
                surface: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The next page's cursor. */
                    "Xingtan-Next"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lessons_by_id_entries: {
        parameters: {
            query?: {
                /** @description The `seq` after which to begin; 0 or absent for the beginning. */
                after?: number;
                /** @description Whether `ink.drawn` is among them; a surface's ink is had more cheaply as its log. */
                ink?: boolean;
                /** @description Entries to look at, 1 to 1,000. */
                limit?: number;
            };
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntriesPage"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lessons_by_id_ink: {
        parameters: {
            query: {
                /** @description Its name: `slide/{deck}/{slide}` or `board/{page}`. */
                surface: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The last entry that it holds. */
                    "Xingtan-Seq"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lessons_by_id_ink_log: {
        parameters: {
            query: {
                /** @description What the page before answered as `Xingtan-Next`; absent for the beginning. */
                cursor?: number;
                /** @description Its name: `slide/{deck}/{slide}` or `board/{page}`. */
                surface: string;
            };
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The next page's cursor. */
                    "Xingtan-Next"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_lessons_by_id_ink_pictures: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/webp": components["schemas"]["PictureFile"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InkPicture"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lessons_by_id_late_answers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LateAnswers"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_lessons_by_id_late_answers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LateAnswerToGive"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LateAnswer"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lessons_by_id_media: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MediaAddress"][];
                };
            };
        };
    };
    get_lessons_by_id_notes: {
        parameters: {
            query?: {
                /** @description The `next` of the page before; absent for the first page. */
                cursor?: string;
                /** @description Items wanted, 1 to 200; 50 when absent. */
                limit?: number;
            };
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Note"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_lessons_by_id_notes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteToKeep"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Note"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_lessons_by_id_notes_by_note: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
                note: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteToWrite"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Note"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_lessons_by_id_notes_by_note: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
                note: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_lessons_by_id_opening: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_lessons_by_id_pack_answers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswersFile"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnswersTaken"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lessons_by_id_packs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LessonPacks"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_lessons_by_id_packs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PackToMake"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pack"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_lessons_by_id_packs_by_pack: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
                pack: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lessons_by_id_people: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LessonPerson"][];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lessons_by_id_phone_camera: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhoneCamera"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_lessons_by_id_phone_camera: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhoneCode"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_lessons_by_id_phone_camera: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lessons_by_id_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
        };
    };
    get_lessons_by_id_questions: {
        parameters: {
            query?: {
                /** @description The `next` of the page before; absent for the first page. */
                cursor?: string;
                /** @description Items wanted, 1 to 200; 50 when absent. */
                limit?: number;
            };
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PreparedQuestion"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_lessons_by_id_questions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuestionToPrepare"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreparedQuestion"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_lessons_by_id_questions_by_question: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
                question: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuestionToPrepare"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreparedQuestion"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_lessons_by_id_questions_by_question: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
                question: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lessons_by_id_replay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
        };
    };
    get_lessons_by_id_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lessons_by_id_report_csv: {
        parameters: {
            query: {
                /** @description The language of its words; Chinese when absent. */
                language?: "zh-CN" | "en";
                /** @description How many minutes the reader's clock is ahead of UTC; 0 when absent. */
                offset_minutes?: number;
                /** @description Which table. */
                part: "attendance" | "answers";
            };
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_lessons_by_id_stream: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stream"];
                };
            };
        };
    };
    post_lessons_by_id_stream_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stream"];
                };
            };
        };
    };
    post_lessons_by_id_whep: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/sdp": string;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/sdp": string;
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_lessons_by_id_whep_by_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_lessons_by_id_whep_by_session_lines: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
                session: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StageLines"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_lessons_by_id_whip: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/sdp": string;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/sdp": string;
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_lessons_by_id_whip_by_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_me_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_organisations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisations"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_pack_imports_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackImport"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_pack_imports_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_packs_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShelvedPack"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_packs_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_packs_by_id_answers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnswersFile"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_packs_by_id_answers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GivenAnswer"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GivenAnswer"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_pairings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pairing"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_pairings_arrival: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Arriving"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Arrival"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_people_by_person_password: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewPassword"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_phone_cameras: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TakenCode"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhoneKey"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_phone_cameras_current: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_schools_by_school_classes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewClass"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassName"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_schools_by_school_classrooms: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Classroom"][];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_schools_by_school_classrooms: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewClassroom"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Classroom"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_schools_by_school_classrooms_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
                school: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_schools_by_school_imports: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": components["schemas"]["RosterFile"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_schools_by_school_packs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shelf"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_schools_by_school_packs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/zip": string;
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackImport"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_schools_by_school_people: {
        parameters: {
            query?: {
                /** @description Only this class. */
                class?: components["schemas"]["Id"];
                /** @description The `next` of the page before. */
                cursor?: string;
                /** @description People wanted, 1 to 200. */
                limit?: number;
                /** @description Part of a name. */
                q?: string;
                /** @description Only this role. */
                role?: components["schemas"]["Role"];
                /** @description Whether stopped people are wanted; not, when absent. */
                state?: "active" | "stopped" | "all";
            };
            header?: never;
            path: {
                school: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Person"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_schools_by_school_people: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonToAdd"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonAdded"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_schools_by_school_people_by_person: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: components["schemas"]["Id"];
                school: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_schools_by_school_people_by_person_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: components["schemas"]["Id"];
                school: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_schools_by_school_people_by_person_stop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: components["schemas"]["Id"];
                school: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_schools_by_school_people_by_person_stop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: components["schemas"]["Id"];
                school: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_schools_by_school_teachers: {
        parameters: {
            query?: {
                /** @description The `next` of the page before; absent for the first page. */
                cursor?: string;
                /** @description Items wanted, 1 to 200; 50 when absent. */
                limit?: number;
            };
            header?: never;
            path: {
                school: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_SchoolTeacher"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_server: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerInfo"];
                };
            };
        };
    };
    get_sessions: {
        parameters: {
            query?: {
                /** @description The `next` of the page before; absent for the first page. */
                cursor?: string;
                /** @description Items wanted, 1 to 200; 50 when absent. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Session"];
                };
            };
        };
    };
    post_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_sessions_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_sessions_current: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_setup_by_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupLink"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_setup_by_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Setup"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_today: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Today"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_today_rooms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomsToday"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_today_schools: {
        parameters: {
            query?: {
                /** @description Start of the day; twelve hours ago when absent. */
                from?: components["schemas"]["Time"];
                /** @description End of the day; a day after its start when absent. */
                to?: components["schemas"]["Time"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchoolsToday"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_trust: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HowToTrust"];
                };
            };
        };
    };
    get_trust_authority_crt: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_trust_authority_mobileconfig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_uploads: {
        parameters: {
            query?: never;
            header: {
                "Upload-Length": number;
                "Upload-Metadata": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    Location?: string;
                    "Upload-Offset"?: number;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    options_uploads: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    delete_uploads_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    head_uploads_by_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    "Upload-Length"?: number;
                    "Upload-Offset"?: number;
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_uploads_by_id: {
        parameters: {
            query?: never;
            header: {
                "Upload-Offset": number;
            };
            path: {
                id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/offset+octet-stream": components["schemas"]["PieceOfFile"];
            };
        };
        responses: {
            204: {
                headers: {
                    "Upload-Offset"?: number;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    "Upload-Offset"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            423: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_health_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_health_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    get_ws_rooms_by_lesson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                lesson: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
