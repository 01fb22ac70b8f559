import type { Report } from '../../lint/rule.ts';
import { copyOf } from '../files/copies.ts';
import type { DockerfileRule } from '../subject.ts';

export const remoteChecksum: DockerfileRule = {
  id: 'remote-checksum',
  title: 'Give the checksum of what ADD downloads',
  severity: 'info',
  aliases: [],
  why: 'What a URL gives can change from one build to the next, by accident or by an attacker. `ADD --checksum=sha256:…` makes the build fail then, and lets BuildKit reuse the layer without asking the server. A Git source is held by its commit: `…/repository.git#<commit>`.',
  exampleOf: 'dockerfile',
  about: ['ADD'],
  examples: [
    {
      bad: 'FROM scratch\nADD «https://example.com/tool.tar.gz» /\nUSER 65532',
      good: 'FROM scratch\nADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/tool.tar.gz /\nUSER 65532',
    },
    {
      bad: 'FROM scratch\nARG VERSION=1.2\nADD «http://example.com/tool-${VERSION}» /tool\nUSER 65532',
      good: 'FROM scratch\nADD https://example.com/repository.git#v1.2 /src\nADD git@example.com:a/b.git /b\nADD tool.tar.gz /\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    for (const instruction of dockerfile.instructions) {
      if (instruction.keyword !== 'ADD' || !copyOf(instruction)) continue;
      if (instruction.flags.some(({ name }) => name === 'checksum')) continue;
      for (const { start, end, value } of (instruction.json ?? instruction.words).slice(0, -1)) {
        if (!/^https?:\/\//i.test(value) || /\.git(?:#|\?|$)/i.test(value)) continue;
        yield { start, end, message: ['Nothing checks what `{0}` gives', value] };
      }
    }
  },
};
