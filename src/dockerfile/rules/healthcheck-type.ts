import { PARSE, peers, syntaxRule } from '../refused/syntax-report.ts';

export const healthcheckType = syntaxRule({
  id: 'healthcheck-type',
  title: 'Write CMD or NONE after HEALTHCHECK',
  severity: 'error',
  aliases: peers(PARSE, 'UNKNOWN_TYPE'),
  why: 'The build stops before it runs anything: the command of a HEALTHCHECK stands behind the word `CMD`.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM alpine:3.23\nHEALTHCHECK «curl» -f http://localhost/\nUSER 65532',
      good: 'FROM alpine:3.23\nHEALTHCHECK CMD curl -f http://localhost/\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23\nHEALTHCHECK --interval=5s «["/check"]»\nUSER 65532',
      good: 'FROM alpine:3.23\nHEALTHCHECK --interval=5s CMD ["/check"]\nUSER 65532',
      fixed: true,
    },
  ],
});
