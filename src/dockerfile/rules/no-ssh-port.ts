import { rangeOf } from '../../lint/range.ts';
import type { Report } from '../../lint/rule.ts';
import { exposedWords } from '../syntax/exposed-words.ts';
import type { DockerfileRule } from '../subject.ts';

export const noSshPort: DockerfileRule = {
  id: 'no-ssh-port',
  title: 'Do not expose the port of SSH',
  severity: 'warning',
  aliases: ['trivy:DS-0004', 'checkov:CKV_DOCKER_1'],
  why: 'An SSH server in a container is a second way in, with keys and updates of its own. `kubectl exec` and `docker exec` reach a running container without one.',
  exampleOf: 'dockerfile',
  about: ['EXPOSE'],
  examples: [
    { bad: 'FROM alpine:3.23\nEXPOSE 8080 «22»\nUSER 65532', good: 'FROM alpine:3.23\nEXPOSE 8080\nUSER 65532' },
    { bad: 'FROM alpine:3.23\nEXPOSE «22/tcp»\nUSER 65532', good: 'FROM alpine:3.23\nEXPOSE 2222/tcp\nUSER 65532' },
  ],
  *check({ dockerfile }): Iterable<Report> {
    for (const { word, value } of exposedWords(dockerfile)) {
      if (value === undefined) continue;
      if (!/^22(?:\/(?:tcp|udp)?)?$/i.test(value)) continue;
      yield {
        ...rangeOf(word),
        message: ['`{0}` is the port of SSH', value],
        aliases: [
          ...(['22', '22/tcp', '22/udp'].includes(word.text) ? ['trivy:DS-0004'] : []),
          ...(['22', '22/tcp'].includes(word.text) ? ['checkov:CKV_DOCKER_1'] : []),
        ],
      };
    }
  },
};
