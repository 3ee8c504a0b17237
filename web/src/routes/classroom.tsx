import { ClassroomPage } from '~/features/classroom/ClassroomPage.tsx';
import { Behind } from '~/features/replay/Behind.tsx';
import { ClassScreen } from '~/features/room/ClassScreen.tsx';

export default function ClassroomRoute() {
  return (
    <ClassroomPage>
      {(lesson, person) => (
        <ClassScreen key={lesson.id} lesson={lesson} person={person} Behind={Behind} />
      )}
    </ClassroomPage>
  );
}
