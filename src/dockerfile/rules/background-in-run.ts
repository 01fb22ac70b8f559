import type { Report } from '../../lint/rule.ts';
import type { DockerfileRule } from '../subject.ts';

export const backgroundInRun: DockerfileRule = {
  id: 'background-in-run',
  title: 'Start no process in the background at the end of a RUN',
  severity: 'warning',
  aliases: [],
  why: 'When the shell of a RUN ends, the build stores the files and ends whatever still runs, perhaps in the middle of writing. No process lives on in the image: what is to run belongs into CMD or ENTRYPOINT.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM debian:12\nRUN «nginx» &\nUSER 65532',
      good: 'FROM debian:12\nUSER 65532\nCMD ["nginx", "-g", "daemon off;"]',
    },
    {
      bad: 'FROM debian:12\nRUN make && «./server --port 8080» &\nUSER 65532',
      good: 'FROM debian:12\nRUN make && (./server & sleep 1; ./check; kill $!)\nUSER 65532',
    },
  ],
  *check({ dockerfile: { scripts } }): Iterable<Report> {
    for (const { kind, form, script, commands } of scripts) {
      const item = kind === 'run' && form !== 'exec' ? script.body.items.at(-1) : undefined;
      if (item?.terminator !== '&') continue;
      const { start, end } = item.statement;
      const last = commands.findLast((one) => start <= one.start && one.end <= end && !one.context.inner);
      if (!last?.words[0]) continue;
      yield {
        start: last.start,
        end: last.end,
        message: ['`{0}` runs in the background, and ends with this RUN', last.words[0].value],
      };
    }
  },
};
