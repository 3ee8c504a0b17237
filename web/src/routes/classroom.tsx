import type { Lesson } from '~/api/shapes.ts';
import { ClassroomPage } from '~/features/classroom/ClassroomPage.tsx';
import { Behind } from '~/features/replay/Behind.tsx';
import { ClassScreen } from '~/features/room/ClassScreen.tsx';
import { useLater } from '~/features/room/use_later.ts';
import { PageLoading } from '~/ui/PageState.tsx';

const fetchRoom = () => import('./room.tsx');

function InLesson({ lesson, person }: { lesson: Lesson; person: string }) {
  const room = useLater(fetchRoom);
  if (!room) return <PageLoading isRoom />;
  const parts = room.screenParts;
  return <ClassScreen key={lesson.id} {...{ lesson, person, parts, Behind }} />;
}

export default function ClassroomRoute() {
  return (
    <ClassroomPage>
      {(lesson, person) => <InLesson lesson={lesson} person={person} />}
    </ClassroomPage>
  );
}
