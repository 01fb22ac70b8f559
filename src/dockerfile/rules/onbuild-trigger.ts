import { PARSE, peers, syntaxRule } from '../refused/syntax-report.ts';

export const onbuildTrigger = syntaxRule({
  id: 'onbuild-trigger',
  title: 'Write no FROM, ONBUILD or MAINTAINER after ONBUILD',
  severity: 'error',
  aliases: peers(PARSE, 'hadolint:DL3043', 'ONBUILD_CHAINING_DISALLOWED', 'ONBUILD_TRIGGER_DISALLOWED'),
  why: 'ONBUILD keeps an instruction for the build that uses the image as its base. That build has its own FROM, and a trigger cannot leave triggers behind, so these are refused.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM alpine:3.23\nONBUILD «FROM» scratch\nUSER 65532',
      good: 'FROM alpine:3.23\nONBUILD COPY . /src\nUSER 65532',
    },
    {
      bad: 'FROM alpine:3.23\nONBUILD «ONBUILD» RUN true\nUSER 65532',
      good: 'FROM alpine:3.23\nONBUILD RUN true\nUSER 65532',
    },
  ],
});
