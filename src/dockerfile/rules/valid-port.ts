import { PARSE, peers, syntaxRule } from '../refused/syntax-report.ts';

export const validPort = syntaxRule({
  id: 'valid-port',
  title: 'Expose ports from 0 to 65535',
  severity: 'error',
  aliases: peers(PARSE, 'hadolint:DL3011', 'trivy:DS-0008', 'INVALID_PORT'),
  why: 'A port is a number of 16 bits. With a larger one, or with a word, the build stops before it runs anything.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM alpine:3.23\nEXPOSE 80 «80800» «70000/udp»\nUSER 65532',
      good: 'FROM alpine:3.23\nEXPOSE 80 8080 7000/udp\nUSER 65532',
    },
    {
      bad: 'FROM alpine:3.23\nEXPOSE «http» «7000-»\nUSER 65532',
      good: 'FROM alpine:3.23\nEXPOSE 80 7000-7010 $PORT\nUSER 65532',
    },
  ],
});
