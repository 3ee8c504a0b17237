// The player's own words in both languages: it has no server to fetch them from.
import { signal } from '@preact/signals';

const ZH = {
  pack: '离线课包',
  broken: '课包不完整',
  broken_hint: '请把整个课包解压到一个文件夹里，再打开其中的 index.html。',
  play: '播放',
  pause: '暂停',
  position: '播放位置',
  speed: '速度',
  full: '全屏',
  back10: '后退 10 秒',
  on10: '前进 10 秒',
  sound_only: '这一段只有声音',
  no_recording: '这节课没有录像，可以看题目和发言。',
  gap: '这一段没有录像',
  failed: '这个文件放不出来。可以用别的播放器打开课包里的 media 文件夹。',
  questions: '题目',
  said: '发言',
  pages: '页面',
  board_page: '白板 {n}',
  slide_page: '第 {n} 页',
  page_missing: '这一页不在课包里。',
  no_questions: '这节课没有提问。',
  nothing_said: '没有人发言。',
  announcement: '通知',
  who: '你是谁？',
  who_hint: '答题前先选自己的名字。',
  choose_name: '选择名字',
  not_listed: '名单里没有你的名字？请告诉老师。',
  kind_poll: '投票',
  kind_single: '单选题',
  kind_multiple: '多选题',
  kind_true_false: '判断题',
  kind_short_text: '填空题',
  true: '对',
  false: '错',
  answer: '提交答案',
  your_answer: '你的答案',
  text_hint: '写下答案',
  right: '答对了',
  wrong: '答错了',
  given: '已作答，等老师公布结果',
  voted: '已投票',
  key: '正确答案',
  explanation: '解析',
  secret: '匿名投票，课后不能再投。',
  one_only: '每题只算第一次作答。',
  named: '{what}：',
  between: '、',
  watch: '看这一段',
  save: '保存答案',
  saved: '答案已存成文件。把它交给老师，或在有网络时发给学校。',
  waiting: '{n} 个答案还没有保存',
  all_saved: '{n} 个答案都已保存',
  held: '{n} 个答案，已交给学校的服务器',
  held_waits: '{n} 个还没有交到，连上后自动再交',
  held_refused: '{n} 个没有收',
  not_taken: '服务器没有收这个答案：{why}',
  not_there: '还没有交到学校的服务器',
  joined: '；',
  none_yet: '还没有答案',
  language: 'English',
  file_name: '课包答案',
  made: '制作于 {when}',
  class_count: '全班 {n} 人作答',
};

export type TextKey = keyof typeof ZH;

const EN: Record<TextKey, string> = {
  pack: 'Lesson pack',
  broken: 'The pack is not whole',
  broken_hint: 'Unpack the whole pack into one folder, then open index.html there.',
  play: 'Play',
  pause: 'Pause',
  position: 'Position',
  speed: 'Speed',
  full: 'Full screen',
  back10: 'Back 10 seconds',
  on10: 'Forward 10 seconds',
  sound_only: 'This part has sound only',
  no_recording: 'This lesson was not recorded; its questions and comments are here.',
  gap: 'This part was not recorded',
  failed: 'This file cannot be played. Another player may open the folder media of the pack.',
  questions: 'Questions',
  said: 'Comments',
  pages: 'Pages',
  board_page: 'Board {n}',
  slide_page: 'Page {n}',
  page_missing: 'This page is not in the pack.',
  no_questions: 'Nothing was asked in this lesson.',
  nothing_said: 'Nobody commented.',
  announcement: 'Announcement',
  who: 'Who are you?',
  who_hint: 'Choose your name before you answer.',
  choose_name: 'Choose a name',
  not_listed: 'Is your name missing? Tell your teacher.',
  kind_poll: 'Poll',
  kind_single: 'Single choice',
  kind_multiple: 'Multiple choice',
  kind_true_false: 'True or false',
  kind_short_text: 'Short answer',
  true: 'True',
  false: 'False',
  answer: 'Answer',
  your_answer: 'Your answer',
  text_hint: 'Write your answer',
  right: 'Right',
  wrong: 'Not right',
  given: 'Answered; the teacher has not shown the result',
  voted: 'Voted',
  key: 'Right answer',
  explanation: 'Why',
  secret: 'An anonymous poll takes no votes after the lesson.',
  one_only: 'The first answer to each question counts.',
  named: '{what}: ',
  between: ', ',
  watch: 'Watch this part',
  save: 'Save answers',
  saved: 'The answers are in a file. Hand it to your teacher, or send it when there is a network.',
  waiting: 'Answers not saved yet: {n}',
  all_saved: 'All answers are saved: {n}',
  held: "Answers kept by the school's server: {n}",
  held_waits: 'Not there yet, tried again by themselves: {n}',
  held_refused: 'Not taken: {n}',
  not_taken: 'The server did not take this answer: {why}',
  not_there: "This answer has not reached the school's server yet",
  joined: '; ',
  none_yet: 'No answers yet',
  language: '中文',
  file_name: 'pack answers',
  made: 'Made {when}',
  class_count: '{n} of the class answered',
};

export type Language = 'zh-CN' | 'en';

function preferred(): Language {
  return /^zh\b/i.test(navigator.language || 'zh') ? 'zh-CN' : 'en';
}

export const language = signal<Language>(preferred());

export function setLanguage(next: Language): void {
  language.value = next;
  document.documentElement.lang = next;
}

export function t(key: TextKey, values: Record<string, string | number> = {}): string {
  const text = (language.value === 'en' ? EN : ZH)[key];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

export function dayText(time: string): string {
  const options: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', day: 'numeric' };
  return new Intl.DateTimeFormat(language.value, options).format(new Date(time));
}
