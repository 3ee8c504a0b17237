// The types of the texts: English is the measure; a test holds the other languages to it.
import type core from './en/core.json';
import type courses from './en/courses.json';
import type devices from './en/devices.json';
import type editions from './en/editions.json';
import type ink from './en/ink.json';
import type kept from './en/kept.json';
import type lean from './en/lean.json';
import type lessons from './en/lessons.json';
import type notes from './en/notes.json';
import type pack from './en/pack.json';
import type people from './en/people.json';
import type prepare from './en/prepare.json';
import type problems from './en/problems.json';
import type replay from './en/replay.json';
import type report from './en/report.json';
import type room from './en/room.json';
import type school_day from './en/school_day.json';
import type sign_in from './en/sign_in.json';
import type slides from './en/slides.json';
import type stage from './en/stage.json';
import type stream from './en/stream.json';
import type today from './en/today.json';

export interface Catalogue {
  core: typeof core;
  courses: typeof courses;
  devices: typeof devices;
  editions: typeof editions;
  ink: typeof ink;
  kept: typeof kept;
  lean: typeof lean;
  lessons: typeof lessons;
  notes: typeof notes;
  pack: typeof pack;
  people: typeof people;
  prepare: typeof prepare;
  problems: typeof problems;
  replay: typeof replay;
  report: typeof report;
  room: typeof room;
  school_day: typeof school_day;
  sign_in: typeof sign_in;
  slides: typeof slides;
  stage: typeof stage;
  stream: typeof stream;
  today: typeof today;
}
