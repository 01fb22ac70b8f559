import { PARSE, peers, syntaxRule } from '../refused/syntax-report.ts';

export const exposeProtocol = syntaxRule({
  id: 'expose-protocol',
  title: 'Write tcp, udp or sctp behind a port',
  severity: 'error',
  aliases: peers(PARSE, 'INVALID_PROTO'),
  why: 'EXPOSE knows the protocols of ports only. With any other, such as `http`, the build stops before it runs anything.',
  differs: {
    'dockerfile-utils:INVALID_PROTO': 'Of a protocol of one letter it marks a wrong place.',
  },
  exampleOf: 'dockerfile',
  examples: [
    { bad: 'FROM alpine:3.23\nEXPOSE 8080/«http»\nUSER 65532', good: 'FROM alpine:3.23\nEXPOSE 8080/tcp\nUSER 65532' },
    {
      bad: 'FROM alpine:3.23\nEXPOSE 53/udp 80/«tpc»\nUSER 65532',
      good: 'FROM alpine:3.23\nEXPOSE 53/udp 80/tcp\nUSER 65532',
    },
  ],
});
