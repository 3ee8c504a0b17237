import { useEffect, useMemo, useState } from 'preact/hooks';
import { Answers } from './answers.ts';
import { Clock } from './clock.ts';
import type { Pack } from './data.ts';
import { Pages } from './Pages.tsx';
import { Questions } from './Questions.tsx';
import { Said } from './Said.tsx';
import { SaveBar } from './SaveBar.tsx';
import { Stage } from './Stage.tsx';
import { tell } from './story.ts';
import { Surfaces } from './surfaces.ts';
import { dayText, language, setLanguage, t } from './texts.ts';

type Tab = 'questions' | 'pages' | 'said';

/** The whole player. */
export function App({ pack }: { pack: Pack | null }) {
  useEffect(() => {
    document.title = pack ? `${pack.lesson.title} · ${t('pack')}` : t('pack');
  }, [pack, language.value]);
  if (!pack) {
    return (
      <main class="broken">
        <h1>{t('broken')}</h1>
        <p>{t('broken_hint')}</p>
      </main>
    );
  }
  return <Lesson pack={pack} />;
}

function Lesson({ pack }: { pack: Pack }) {
  const { lesson, manifest, ink } = pack;
  const surfaces = useMemo(() => new Surfaces(lesson, ink), [lesson, ink]);
  const clock = useMemo(() => new Clock(lesson, surfaces.turns.length > 0), [lesson, surfaces]);
  const answers = useMemo(() => new Answers(manifest), [manifest]);
  const story = useMemo(() => tell(lesson), [lesson]);
  const [tab, setTab] = useState<Tab>('questions');
  const pages = surfaces.turns.filter((turn) => turn.surface.kind !== 'none').length;
  const all: [Tab, string, number][] = [
    ['questions', t('questions'), story.asked.length],
    ['pages', t('pages'), pages],
    ['said', t('said'), story.said.length],
  ];
  const tabs = all.filter(([name]) => name !== 'pages' || pages > 0);
  return (
    <main class="player">
      <header class="top">
        <div>
          <h1>{lesson.title}</h1>
          <p>
            {[lesson.course, lesson.teachers.join(t('between')), lesson.class.name].join(' · ')}
            <span> · {dayText(lesson.opened_at)}</span>
          </p>
        </div>
        <button
          type="button"
          class="quiet"
          lang={language.value === 'en' ? 'zh-CN' : 'en'}
          onClick={() => setLanguage(language.value === 'en' ? 'zh-CN' : 'en')}
        >
          {t('language')}
        </button>
      </header>
      <Stage clock={clock} lesson={lesson} surfaces={surfaces} />
      <section class="side">
        <div class="tabs" role="tablist">
          {tabs.map(([name, words, count]) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={`tab-${name}`}
              aria-selected={tab === name}
              aria-controls={`panel-${name}`}
              onClick={() => setTab(name)}
            >
              {words} <span>{count}</span>
            </button>
          ))}
        </div>
        <div class="panel" role="tabpanel" id={`panel-${tab}`} aria-labelledby={`tab-${tab}`}>
          {tab === 'questions' && (
            <Questions asked={story.asked} lesson={lesson} answers={answers} clock={clock} />
          )}
          {tab === 'pages' && <Pages surfaces={surfaces} clock={clock} />}
          {tab === 'said' && <Said said={story.said} notes={story.notes} clock={clock} />}
        </div>
        <SaveBar answers={answers} manifest={manifest} />
      </section>
    </main>
  );
}
