import { PARSE, peers, syntaxRule } from '../refused/syntax-report.ts';

export const knownFlag = syntaxRule({
  id: 'known-flag',
  title: 'Write flags that the instruction has',
  severity: 'error',
  aliases: peers(PARSE, 'UNKNOWN_ADD_FLAG', 'UNKNOWN_COPY_FLAG', 'UNKNOWN_FROM_FLAG', 'UNKNOWN_HEALTHCHECK_FLAG'),
  why: 'The build stops before it runs anything: a flag of another instruction, or one that is spelled wrong, is not passed over.',
  differs: {
    'dockerfile-utils:UNKNOWN_ADD_FLAG':
      'Its list ends with Docker 20.10 and a few additions: `ADD --unpack` and what came later are right. A bare `--` ends the flags and is none.',
    'dockerfile-utils:UNKNOWN_COPY_FLAG':
      'Its list ends with Docker 20.10 and a few additions: `ADD --unpack` and what came later are right. A bare `--` ends the flags and is none.',
    'dockerfile-utils:UNKNOWN_FROM_FLAG':
      'Its list ends with Docker 20.10 and a few additions: `ADD --unpack` and what came later are right. A bare `--` ends the flags and is none.',
    'dockerfile-utils:UNKNOWN_HEALTHCHECK_FLAG':
      'Its list ends with Docker 20.10 and a few additions: `ADD --unpack` and what came later are right. A bare `--` ends the flags and is none.',
  },
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM alpine:3.23\nCOPY «--form»=x a b\nUSER 65532',
      good: 'FROM alpine:3.23\nCOPY --from=x a b\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23\nHEALTHCHECK «--intervall»=5s CMD true\nUSER 65532',
      good: 'FROM alpine:3.23\nHEALTHCHECK --interval=5s CMD true\nUSER 65532',
      fixed: true,
    },
  ],
});
