import { replaceValue } from '../edit.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { windowsHostProcess } from '../pod-security/host.ts';
import { podRule } from '../rule-kinds.ts';
import { hardening } from '../pods/security-context.ts';

const ALIASES = ['polaris:hostProcess', 'trivy:KSV-0103', 'psa:windowsHostProcess'];

export const noHostProcess = podRule({
  id: 'no-host-process',
  title: 'Run no Windows HostProcess containers',
  severity: 'warning',
  aliases: ALIASES,
  why: 'A HostProcess container is no container: its programs run on the Windows node itself, with the rights of a user there.',
  examples: [
    {
      bad: 'securityContext:\n  windowsOptions:\n    hostProcess: «true»\ncontainers:\n  - name: app\n',
      good: 'securityContext:\n  windowsOptions:\n    hostProcess: false\ncontainers:\n  - name: app\n',
      fixed: true,
    },
    {
      bad: 'containers:\n  - name: app\n    securityContext: { windowsOptions: { hostProcess: «true» } }\n',
      good: 'containers:\n  - name: app\n',
    },
  ],
  *check({ manifest, pod, file, workspace: { target } }) {
    for (const { container, field } of windowsHostProcess.violations(pod, target)) {
      if (!field) continue;
      yield {
        start: field.start,
        end: field.end,
        message: container
          ? ['`{0}` runs on the Windows node itself', container.name]
          : ['The pod runs on the Windows node itself'],
        aliases: heardOf(manifest, ALIASES, container?.kind),
        fixes: hardening(
          ['Set `hostProcess: false` (the program must not need the node)'],
          replaceValue(file.text, field, false),
        ),
      };
    }
  },
});
