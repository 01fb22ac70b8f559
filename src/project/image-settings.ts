import { type ImageSettings, joinImages } from '../config/image-settings.ts';
import { imagesOf } from '../config/read-images.ts';
import { CONFIG_NAMES, type ConfigReader, withBases } from './config-files.ts';

/** What `.gantry.yaml` and those that it extends say of base images. */
export async function readImageSettings({ find, read }: ConfigReader): Promise<ImageSettings> {
  const file = await find(CONFIG_NAMES.gantry);
  return file ? joinImages((await withBases(file, read, [])).map(({ text }) => imagesOf(text))) : {};
}
