// The pages' names for the interface's shapes. The shapes themselves are generated from the
// server's description into schema.ts; nothing here says a field twice.
import type { components, paths } from './schema.ts';

type Schemas = components['schemas'];

export type Id = Schemas['Id'];
/** RFC 3339, UTC. */
export type Time = Schemas['Time'];

/** One page of a list; `next` is the cursor of the page behind it. */
export interface Page<T> {
  items: T[];
  next?: string | null;
}

/** What a failed request says; the fields of `Problem` that the server always sends, and more. */
export type ProblemBody = Partial<Schemas['Problem']> & { code: string; status: number };

export type ProblemField = Schemas['FieldProblem'];

export type LanguageTag = Schemas['Language'];
export type Membership = Schemas['MyMembership'];
export type RoleName = Membership['role'];
export type Me = Schemas['Me'];
export type Session = Schemas['Session'];
export type SetupBody = Schemas['Setup'];

export type Organisations = Schemas['Organisations'];
export type School = Schemas['School'];
export type SchoolClass = Schemas['Class'];
export type Person = Schemas['Person'];
export type NewPerson = Schemas['PersonToAdd'];

export type Classroom = Schemas['Classroom'];
export type CurrentClassroom = Schemas['CurrentClassroom'];
export type LessonClass = Schemas['LessonClass'];
export type LessonClassroom = Schemas['LessonClassroom'];
export type ScreenPairing = Schemas['Pairing'];

export type PhoneCode = Schemas['PhoneCode'];
export type PhoneStands = Schemas['PhoneStands'];

export type RosterImport = Schemas['Import'];
export type RosterClass = Schemas['RosterClass'];
export type ClassChoice = Schemas['ClassChoice'];
export type ImportTotals = Schemas['ImportTotals'];
export type ImportRow = Schemas['ImportRow'];
export type ImportError = Schemas['CellFault'];

export type Course = Schemas['Course'];
export type Lesson = Schemas['Lesson'];
export type LessonState = Schemas['LessonState'];
export type Audience = Schemas['Audience'];
export type AudienceBody = Schemas['NewAudience'];
export type Part = Schemas['AudiencePart'];
export type Form = Schemas['AudienceForm'];
export type Attending = Schemas['Attending'];
export type LessonBody = Schemas['LessonToPlan'];
export type Today = Schemas['Today'];
export type SchoolTeacher = Schemas['SchoolTeacher'];
export type SchoolsToday = Schemas['SchoolsToday'];
export type OverseenLesson = Schemas['OverseenLesson'];
export type RoomsToday = Schemas['RoomsToday'];
export type RoomToday = Schemas['RoomToday'];
/** Somebody whose name stands in a lesson's journal. */
export type RoomPerson = Schemas['PersonName'];

export type Choice = Schemas['Choice'];
export type Prompt = Schemas['Prompt'];
export type Key = Schemas['Key'];
export type Answer = Schemas['Answer'];
export type Question = Schemas['Question'];
export type QuestionKind = Schemas['QuestionKind'];
export type PreparedQuestion = Schemas['PreparedQuestion'];
export type PreparedQuestionBody = Schemas['QuestionToPrepare'];

export type Deck = Schemas['Deck'];
export type DeckPage = Schemas['DeckPage'];
export type DeckLink = Schemas['DeckLink'];
export type DeckClip = Schemas['DeckClip'];
export type DeckLost = Schemas['DeckLost'];
export type LateAnswer = Schemas['LateAnswer'];
/** A mark or note of one's own in a lesson. */
export type Note = Schemas['Note'];

export type Edition = Schemas['Edition'];
export type EditionSource = Schemas['EditionSource'];
export type EditionSummary = Schemas['EditionSummary'];
export type EditionPart = Schemas['EditionPart'];
export type PassagePart = Schemas['PassagePart'];
export type EditionCredit = Schemas['EditionCredit'];
export type EditionAnswer = Schemas['EditionAnswer'];
export type LessonEdition = Schemas['LessonEdition'];

export type Stream = Schemas['Stream'];
export type StreamStats = Schemas['StreamStats'];
export type Preview = Schemas['Preview'];
export type StreamProblem = Schemas['StreamProblem'];
export type MediaAddress = Schemas['MediaAddress'];

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Path = keyof paths & string;
type Named<P extends Path, M extends Method> = [paths[P][M]] extends [undefined]
  ? never
  : `${Uppercase<M>} ${P}`;
type OfPath<P extends Path> = { [M in Method]: Named<P, M> }[Method];

/** Every route's name, as `GET /api/today`. */
export type Route = { [P in Path]: OfPath<P> }[Path];

type Operation<R extends Route> = R extends `${infer M} ${infer P}`
  ? P extends Path
    ? Lowercase<M> extends Method
      ? NonNullable<paths[P][Lowercase<M>]>
      : never
    : never
  : never;

type Json<T> = T extends { content: { 'application/json': infer B } } ? B : undefined;
type Good<T> = T extends { 200: infer A }
  ? Json<A>
  : T extends { 201: infer A }
    ? Json<A>
    : undefined;
type PartOf<T, K extends string> = T extends { parameters: { [N in K]?: infer P } }
  ? Exclude<P, undefined>
  : never;

/** What a route takes and answers. */
export type Takes<R extends Route> = (PartOf<Operation<R>, 'path'> extends never
  ? unknown
  : { path: PartOf<Operation<R>, 'path'> }) &
  (PartOf<Operation<R>, 'query'> extends never
    ? unknown
    : { query?: PartOf<Operation<R>, 'query'> }) &
  (Operation<R> extends { requestBody: { content: infer C } }
    ? { body: C extends { 'application/json': infer B } ? B : Blob }
    : Operation<R> extends { requestBody?: { content: { 'application/json': infer B } } }
      ? { body?: B }
      : unknown);
export type Answers<R extends Route> =
  Operation<R> extends { responses: infer S } ? Good<S> : undefined;
