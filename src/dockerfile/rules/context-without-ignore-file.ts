import type { Report } from '../../lint/rule.ts';
import { copyOf } from '../files/copies.ts';
import type { DockerfileRule } from '../subject.ts';

export const contextWithoutIgnoreFile: DockerfileRule = {
  id: 'context-without-ignore-file',
  title: 'Say in .dockerignore what the build does not need',
  severity: 'info',
  aliases: [],
  why: '`COPY . .` takes all that lies in the folder: the history in .git, local binaries, editor settings, `.env` files with secrets. Without a .dockerignore all of it is sent to the engine, and any change of it builds the layer again.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM golang:1.26 AS build\nCOPY «.» .\nRUN go build ./...',
      good: 'FROM golang:1.26 AS build\nCOPY go.mod go.sum ./\nCOPY cmd ./cmd',
    },
    {
      bad: 'FROM golang:1.26 AS build\nADD «./» /src/\nRUN go build ./...',
      good: 'FROM golang:1.26 AS build\nCOPY --exclude=.git . .\nCOPY --from=build . /x\nRUN go build ./...',
    },
  ],
  *check({ dockerfile, ignoreFile }): Iterable<Report> {
    if (ignoreFile !== null && /^[^#\s]/m.test(ignoreFile)) return;
    for (const instruction of dockerfile.instructions) {
      const copy = copyOf(instruction);
      if (!copy || copy.from !== undefined || instruction.flags.some(({ name }) => name === 'exclude')) continue;
      const word = (instruction.json ?? instruction.words)
        .slice(0, -1)
        .find(({ value }) => /^(?:\.|\.\/|\/|\/\.)$/.test(value));
      if (!word) continue;
      yield {
        start: word.start,
        end: word.end,
        message: [
          '`{0}` copies the whole folder, .git and local files too, and there is no .dockerignore',
          instruction.keyword,
        ],
      };
      // The file is missing once, however often the folder is copied.
      return;
    }
  },
};
