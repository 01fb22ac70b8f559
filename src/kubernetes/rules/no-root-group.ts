import { at, items, valueAt } from '../fields.ts';
import type { Field } from '../model.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { isWindows, onWindows, podRule } from '../rule-kinds.ts';

export const noRootGroup = podRule({
  id: 'no-root-group',
  title: 'Leave the group of root',
  severity: 'info',
  aliases: ['trivy:KSV-0116'],
  why: 'Much of an image and of a node belongs to the group 0: a process in it may read and often write what root keeps for itself.',
  differs: onWindows(['trivy:KSV-0116']),
  examples: [
    {
      bad: 'securityContext:\n  runAsGroup: «0»\n  fsGroup: «0»\n  supplementalGroups: [1000, «0»]\ncontainers:\n  - name: app\n',
      good: 'securityContext:\n  runAsGroup: 10001\n  fsGroup: 10001\n  supplementalGroups: [1000]\ncontainers:\n  - name: app\n',
    },
    {
      bad: 'containers:\n  - name: app\n    securityContext: { runAsGroup: «0» }\n',
      good: 'containers:\n  - name: app\n    securityContext: { runAsGroup: 10001 }\n',
    },
  ],
  *check({ manifest, pod }) {
    if (isWindows(pod)) return;
    const context = at(pod.spec, 'securityContext');
    const groups = [at(context, 'runAsGroup'), at(context, 'fsGroup'), ...items(at(context, 'supplementalGroups'))];
    for (const field of groups)
      if (isRoot(field))
        yield {
          ...rangeOf(field),
          aliases: heardOf(manifest, ['trivy:KSV-0116']),
          message: ['The pod is in the group of root'],
        };
    for (const container of pod.containers) {
      const field = at(container.field, 'securityContext', 'runAsGroup');
      if (isRoot(field))
        yield { ...rangeOf(field), aliases: [], message: ['`{0}` is in the group of root', container.name] };
    }
  },
});

function isRoot(field: Field | undefined): field is Field {
  return valueAt(field) === 0;
}

function rangeOf({ start, end }: Field): { start: number; end: number } {
  return { start, end };
}
