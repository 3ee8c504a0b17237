import type { Answers } from './answers.ts';
import type { Clock } from './clock.ts';
import type { Lesson } from './data.ts';
import { Question } from './Question.tsx';
import type { Asked } from './story.ts';
import { t } from './texts.ts';

interface Props {
  asked: Asked[];
  lesson: Lesson;
  answers: Answers;
  clock: Clock;
}

/** What was asked; answered here by whoever says who he is. */
export function Questions({ asked, lesson, answers, clock }: Props) {
  if (asked.length === 0) return <p class="empty">{t('no_questions')}</p>;
  return (
    <>
      <label class="who">
        <span>{t('who')}</span>
        <select
          value={answers.person.value}
          onChange={(event) => answers.name(event.currentTarget.value)}
        >
          <option value="">{t('choose_name')}</option>
          {lesson.people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </select>
        <small>{t(answers.person.value ? 'one_only' : 'who_hint')}</small>
      </label>
      <ol class="questions">
        {asked.map((one) => (
          <Question key={one.activity} asked={one} answers={answers} clock={clock} />
        ))}
      </ol>
      <p class="empty">{t('not_listed')}</p>
    </>
  );
}
