/** What the officer's own side reads as this device: the browser and the system, in a few words. */

const browsers: readonly [RegExp, string][] = [
  [/Edg\/(\d+)/, 'Edge'],
  [/Firefox\/(\d+)/, 'Firefox'],
  [/Chrome\/(\d+)/, 'Chrome'],
  [/Version\/(\d+).*Safari/, 'Safari'],
];

const systems: readonly [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
];

export function deviceName(agent: string): string {
  const browser = browsers.find(([pattern]) => pattern.test(agent));
  const version = browser?.[0].exec(agent)?.[1];
  const system = systems.find(([pattern]) => pattern.test(agent))?.[1];
  return [browser ? `${browser[1]} ${version}` : 'Browser', system].filter(Boolean).join(', ');
}
