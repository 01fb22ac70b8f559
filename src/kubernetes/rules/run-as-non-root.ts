import type { Report } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import { setField } from '../edit.ts';
import { at, entry, valueAt } from '../fields.ts';
import type { Field } from '../model.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { violationsOf } from '../pod-security/check.ts';
import { runAsNonRootCheck, runAsUserCheck } from '../pod-security/run-as.ts';
import { ROOT_ALIASES, rootClaims } from '../peers/root-claims.ts';
import { containerPlace, isWindows, onWindows, podRule } from '../rule-kinds.ts';
import { hardening, ownSetting, sharedSetting } from '../pods/security-context.ts';
import type { ContainerView } from '../pods/workloads.ts';

export const runAsNonRoot = podRule({
  id: 'run-as-non-root',
  title: 'Run the container as a non-root user',
  severity: 'warning',
  aliases: ROOT_ALIASES,
  why: 'A process that is root in the container is root on the node if it breaks out. `runAsNonRoot: true` makes the kubelet refuse an image that would run as root; a numeric `runAsUser` says which user it is. Settings of the pod count for containers that have none of their own.',
  differs: onWindows(ROOT_ALIASES),
  examples: [
    {
      bad: 'containers:\n  - name: «app»\n    image: app:1\n',
      good: 'containers:\n  - name: app\n    image: app:1\n    securityContext:\n      runAsNonRoot: true\n',
      fixed: true,
    },
    {
      bad: 'containers:\n  - name: app\n    securityContext:\n      runAsUser: «0»\n',
      good: 'containers:\n  - name: app\n    securityContext:\n      runAsUser: 10001\n      runAsNonRoot: true\n',
    },
    {
      bad: 'securityContext: { runAsNonRoot: «false» }\ncontainers:\n  - name: app\n  - name: second\n',
      good: 'securityContext: { runAsNonRoot: true }\ncontainers:\n  - name: app\n  - name: second\n',
      fixed: true,
    },
    {
      bad: 'securityContext:\n  runAsUser: 10001\ncontainers:\n  - name: «app»\n',
      good: 'securityContext:\n  runAsUser: 10001\n  runAsNonRoot: true\ncontainers:\n  - name: app\n',
    },
  ],
  *check({ manifest, pod, file, workspace: { target } }) {
    const sharedUser = sharedSetting(pod, 'runAsUser');
    const sharedFlag = sharedSetting(pod, 'runAsNonRoot');
    if (valueAt(sharedFlag) === true && valueAt(sharedUser) !== 0 && !pod.containers.some(differsFromPod)) return;
    const nonRoot = violationsOf(runAsNonRootCheck, pod, target);
    const root = violationsOf(runAsUserCheck, pod, target);
    const ofPod = new Map<Field, Set<string>>();
    const say = (field: Field, aliases: readonly string[]) => {
      const all = ofPod.get(field) ?? new Set();
      for (const alias of aliases) all.add(alias);
      ofPod.set(field, all);
    };
    for (const { container, field } of nonRoot) if (!container && field) say(field, ['psa:runAsNonRoot']);
    for (const { container, field } of root) if (!container && field) say(field, ['psa:runAsUser']);
    if (sharedUser && valueAt(sharedUser) === 0) say(sharedUser, ['trivy:KSV-0105']);
    const reports: Report[] = [];
    for (const container of pod.containers) {
      const claims = isWindows(pod) ? [] : rootClaims(container, pod);
      if (nonRoot.some((one) => one.container === container)) claims.push('psa:runAsNonRoot');
      if (root.some((one) => one.container === container)) claims.push('psa:runAsUser');
      if (claims.length === 0) continue;
      const ownUser = ownSetting(container, 'runAsUser');
      const ownFlag = ownSetting(container, 'runAsNonRoot');
      const user = ownUser ?? sharedUser;
      const flag = ownFlag ?? sharedFlag;
      const place = valueAt(user) === 0 ? user : valueAt(flag) === false ? flag : undefined;
      const aliases = heardOf(manifest, claims, container.kind);
      if (place && (place === sharedUser || place === sharedFlag)) {
        say(place, aliases);
        continue;
      }
      if (container.kind === 'ephemeral' && aliases.length === 0) continue;
      const isUser = typeof valueAt(user) === 'number' && valueAt(user) !== 0;
      const { start, end } = place ?? containerPlace(container);
      reports.push({
        start,
        end,
        message: messageOf(container.name, valueAt(user)),
        aliases,
        // A user with a number that is not 0 is no root, so the kubelet lets it start as before.
        ...(isUser ? { severity: 'hint' } : {}),
        fixes:
          valueAt(user) === 0
            ? []
            : fixesOf(setField(file.text, container.field, ['securityContext', 'runAsNonRoot'], true), isUser),
      });
    }
    for (const [{ start, end }, all] of ofPod) {
      const isUser = start === sharedUser?.start;
      yield {
        start,
        end,
        message: isUser
          ? ['The pod runs as root (`runAsUser: 0`)']
          : ['The pod may run as root (`runAsNonRoot: false`)'],
        aliases: heardOf(manifest, [...all]),
        fixes: isUser ? [] : fixesOf(setField(file.text, pod.spec, ['securityContext', 'runAsNonRoot'], true), false),
      };
    }
    yield* reports;
  },
});

/** Whether a container has a user or a flag of its own. */
function differsFromPod({ field }: ContainerView): boolean {
  const context = at(field, 'securityContext');
  return entry(context, 'runAsUser') !== undefined || entry(context, 'runAsNonRoot') !== undefined;
}

function messageOf(name: string, user: unknown): Message {
  if (user === 0) return ['`{0}` runs as root (`runAsUser: 0`)', name];
  if (typeof user === 'number') return ['`{0}` has `runAsUser: {1}`, but not `runAsNonRoot: true`', name, user];
  return ['`{0}` may run as root: nothing says `runAsNonRoot: true`', name];
}

function fixesOf(edit: ReturnType<typeof setField>, hasUser: boolean): NonNullable<Report['fixes']> {
  if (hasUser) return edit ? [{ title: ['Set `runAsNonRoot: true`'], safe: true, edits: [edit] }] : [];
  return hardening(['Set `runAsNonRoot: true` (the image must set a numeric non-root user)'], edit, 'non-root-image');
}
