import { PARSE, peers, syntaxRule } from '../refused/syntax-report.ts';

export const argumentCount = syntaxRule({
  id: 'argument-count',
  title: 'Give instructions as many arguments as they take',
  severity: 'error',
  aliases: peers(
    PARSE,
    'ARGUMENT_MISSING',
    'ARGUMENT_EXTRA',
    'ARGUMENT_REQUIRES_ONE',
    'ARGUMENT_REQUIRES_AT_LEAST_ONE',
    'ARGUMENT_REQUIRES_AT_LEAST_TWO',
    'ARGUMENT_REQUIRES_ONE_OR_THREE',
    'ARGUMENT_UNNECESSARY',
    'HEALTHCHECK_CMD_ARGUMENT_MISSING',
  ),
  why: 'The build stops before it runs anything. An ENTRYPOINT without a command is allowed: it takes away what the base image starts, and is told as advice.',
  exampleOf: 'dockerfile',
  examples: [
    { bad: 'FROM alpine:3.23\n«WORKDIR»\nUSER 65532', good: 'FROM alpine:3.23\nWORKDIR /src\nUSER 65532' },
    { bad: 'FROM alpine:3.23\nCOPY «a»\nUSER 65532', good: 'FROM alpine:3.23\nCOPY a b\nUSER 65532' },
    {
      bad: 'FROM alpine:3.23\nSTOPSIGNAL SIGTERM «now»\nUSER 65532',
      good: 'FROM alpine:3.23\nSTOPSIGNAL SIGTERM\nUSER 65532',
    },
    { bad: 'FROM alpine:3.23 AS x «y»\nUSER 65532', good: 'FROM alpine:3.23 AS x\nUSER 65532' },
    {
      bad: 'FROM alpine:3.23\nHEALTHCHECK NONE «--interval=5s»\nUSER 65532',
      good: 'FROM alpine:3.23\nHEALTHCHECK NONE\nUSER 65532',
    },
  ],
});
