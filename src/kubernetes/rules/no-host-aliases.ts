import { entry } from '../fields.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { podRule } from '../rule-kinds.ts';

export const noHostAliases = podRule({
  id: 'no-host-aliases',
  title: 'Leave names to DNS',
  severity: 'info',
  off: true,
  aliases: ['trivy:KSV-0007'],
  why: '`hostAliases` writes addresses into the pod’s `/etc/hosts`: nobody else sees them, they do not change when the address does, and they can lead a program to another host than the one it names. A Service, also one of type ExternalName, does not.',
  examples: [
    {
      bad: '«hostAliases»:\n  - ip: 10.0.0.9\n    hostnames: [db]\ncontainers:\n  - name: app\n',
      good: 'containers:\n  - name: app\n',
    },
    { bad: 'containers: [{ name: app }]\n«hostAliases»: []\n', good: 'containers: [{ name: app }]\n' },
  ],
  *check({ manifest, pod }) {
    const aliases = entry(pod.spec, 'hostAliases');
    if (!aliases) return;
    yield {
      start: aliases.keyRange.start,
      end: aliases.keyRange.end,
      message: ['The pod has names of its own in `/etc/hosts`'],
      aliases: heardOf(manifest, ['trivy:KSV-0007']),
    };
  },
});
