import type { Fix } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import { type EnvironmentSetting, environmentSettings } from '../variables/environment-settings.ts';
import type { Dockerfile } from '../model.ts';

/** Takes out what switches the check of certificates off. */
export function checkAgain(edits: Fix['edits'] | undefined): { readonly fixes?: readonly Fix[] } {
  if (!edits) return {};
  return {
    fixes: [{ title: ['Check certificates again (the build fails where one is not valid)'], safe: false, edits }],
  };
}

/** An ENV stays in the image: what runs in the container is not protected, either. */
export function settingMessage({ name, value, by }: EnvironmentSetting): Message {
  const written = `${name}=${value}`;
  return by === 'ENV'
    ? ['`{0}` switches the check of certificates off, in the container, too', written]
    : ['`{0}` switches the check of certificates off', written];
}

/** checkov sees an assignment in RUN, for some of its checks only with a blank behind, and knows no ONBUILD. */
export function seenByCheckov(text: string, { by, instruction, onbuild, end }: EnvironmentSetting, blank: boolean) {
  if (onbuild || instruction.json) return false;
  if (by !== 'RUN' || !blank || text[end] === ' ') return true;
  return instruction.heredocs.some(({ content }) => content.start < end && end < content.end);
}

/** Places that set a variable to `0`, which switches the check off; `alias` is checkov's id where it sees the place, too. */
export function* switchedOff(dockerfile: Dockerfile, variable: string, alias: string): Generator<Report> {
  for (const setting of environmentSettings(dockerfile, new Set([variable]))) {
    const { start, end, value, deletion } = setting;
    if (value !== '0') continue;
    yield {
      start,
      end,
      message: settingMessage(setting),
      aliases: seenByCheckov(dockerfile.text, setting, true) ? [alias] : [],
      ...checkAgain(deletion()),
    };
  }
}
