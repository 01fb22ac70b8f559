import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rulesByTopic } from '../../src/dockerfile/asked-rules.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { dockerfileRules } from '../../src/dockerfile/rules/index.ts';

const asked = (text: string) => new Set([...rulesByTopic(dockerfileRules)(parseDockerfile(text))].map(({ id }) => id));

describe('the rules that a file is asked', () => {
  it('are those about its instructions, programs and variables, and those about all files', () => {
    const ids = asked(
      'FROM alpine\nONBUILD COPY . /app\nRUN GIT_SSL_NO_VERIFY=1 sudo apk add git && cat x | /bin/rm y\n',
    );
    for (const id of ['pinned-base-image', 'copy-into-folder', 'apk-no-cache', 'removed-too-late'])
      assert.ok(ids.has(id), id);
    for (const id of ['apt-get-assume-yes', 'absolute-workdir', 'no-maintainer', 'label-key', 'known-flag'])
      assert.ok(!ids.has(id), id);
  });

  it('have nothing to say elsewhere: no example of any rule shows otherwise', () => {
    for (const { examples } of dockerfileRules) {
      for (const { bad, good, options = {} } of examples) {
        for (const text of [bad.replace(/[«»]/g, ''), good]) {
          const ids = asked(text);
          const subject = { dockerfile: parseDockerfile(text), ignoreFile: null, file: 'Dockerfile' };
          for (const rule of dockerfileRules) {
            if (!ids.has(rule.id)) assert.deepEqual([...rule.check(subject, options)], [], `${rule.id}: ${text}`);
          }
        }
      }
    }
  });
});
