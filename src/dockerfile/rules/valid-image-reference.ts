import { PARSE, peers, syntaxRule } from '../refused/syntax-report.ts';

export const validImageReference = syntaxRule({
  id: 'valid-image-reference',
  title: 'Name images that can be',
  severity: 'error',
  aliases: peers(PARSE, 'INVALID_REFERENCE_FORMAT'),
  why: 'An image is a path in lower case, with an optional registry before it and a tag or digest behind it. With any other name the build stops before it runs anything.',
  differs: {
    'dockerfile-utils:INVALID_REFERENCE_FORMAT':
      'It looks at tags and digests only, and reads quotes around the image as part of it.',
  },
  exampleOf: 'dockerfile',
  examples: [
    { bad: 'FROM alpine:«-3»\nUSER 65532', good: 'FROM alpine:3.23\nUSER 65532' },
    { bad: 'FROM «Alpine»\nUSER 65532', good: 'FROM alpine:3.23\nUSER 65532' },
  ],
});
