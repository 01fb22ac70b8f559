import { rangeOf } from '../../lint/range.ts';
import { commandRule } from '../commands/command-rule.ts';
import { mountFields, mountValue } from '../syntax/mount.ts';
import type { RunCommand } from '../commands/run-commands.ts';

export const noLoginInBuild = commandRule(
  {
    id: 'no-login-in-build',
    title: 'Log in to clouds with a secret mount only',
    severity: 'warning',
    aliases: ['trivy:DS-0031'],
    why: 'Tools of clouds write what they log in with to a file of the home folder, and RUN keeps that file in a layer, together with the command line in the image’s history. With `RUN --mount=type=secret` the credentials are there for one command and gone after it.',
    exampleOf: 'dockerfile',
    examples: [
      {
        bad: 'FROM debian:12\nRUN «aws configure set aws_access_key_id» "$ID"\nUSER 65532',
        good: 'FROM debian:12\nRUN --mount=type=secret,id=aws,target=/root/.aws/credentials aws s3 cp s3://x /x\nUSER 65532',
      },
      {
        bad: 'FROM debian:12\nRUN true && «az login» -u u -p "$PASSWORD"\nUSER 65532',
        good: 'FROM debian:12\nRUN --mount=type=secret,id=key,env=KEY az login -u u -p "$KEY" && az logout\nUSER 65532',
      },
    ],
    programs: ['aws', 'gcloud', 'az', 'doctl'],
  },
  function* (at) {
    const count = loginLength(at);
    const last = at.command.words[count - 1];
    const [first] = at.command.words;
    if (!last || !first) return;
    const mounts = at.run.flags.filter((flag) => mountValue(mountFields(flag), 'type') === 'secret');
    if (mounts.length > 0) return;
    const words = at.command.words.slice(0, count);
    yield {
      ...rangeOf({ start: first.start, end: last.end }),
      message: ['`{0}` leaves credentials in the image', words.map(({ value }) => value).join(' ')],
    };
  },
);

/** How many of the words say that it logs in with a secret; 0 = it does not. */
function loginLength({ name, command }: RunCommand): number {
  const words = command.words.map(({ value }) => value);
  const text = words.slice(1).join(' ');
  const has = (pattern: RegExp) => words.some((word) => pattern.test(word));
  switch (name) {
    case 'aws':
      return /^configure set aws_(?:access_key_id|secret_access_key)\b/.test(text) ? 4 : 0;
    case 'gcloud':
      return text.startsWith('auth activate-service-account') ? 3 : 0;
    case 'az':
      return text.startsWith('login') && has(/^(?:-p|--password|--federated-token)(?:=|$)/) ? 2 : 0;
    default:
      return text.startsWith('auth init') && has(/^(?:-t|--access-token)(?:=|$)/) ? 3 : 0;
  }
}
