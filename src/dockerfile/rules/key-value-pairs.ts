import { PARSE, peers, syntaxRule } from '../refused/syntax-report.ts';

export const keyValuePairs = syntaxRule({
  id: 'key-value-pairs',
  title: 'Write key=value',
  severity: 'error',
  aliases: peers(PARSE, 'SYNTAX_MISSING_EQUALS', 'SYNTAX_MISSING_NAMES', 'ARGUMENT_REQUIRES_TWO'),
  why: 'Once one name has an equals sign, all need one; and every value needs a name. Otherwise the build stops before it runs anything.',
  exampleOf: 'dockerfile',
  examples: [
    { bad: 'FROM alpine:3.23\nENV A=1 «B»\nUSER 65532', good: 'FROM alpine:3.23\nENV A=1 B=2\nUSER 65532' },
    { bad: 'FROM alpine:3.23\nLABEL «=x»\nUSER 65532', good: 'FROM alpine:3.23\nLABEL a=x\nUSER 65532' },
    { bad: 'FROM alpine:3.23\nENV «PORT»\nUSER 65532', good: 'FROM alpine:3.23\nENV PORT=80\nUSER 65532' },
  ],
});
