export interface Device {
  readonly machine: 'phone' | 'tablet' | 'computer' | 'unknown';
  readonly system: string | null;
  readonly browser: string | null;
}

const SYSTEMS: readonly [RegExp, string][] = [
  [/HarmonyOS|OpenHarmony/i, 'HarmonyOS'],
  [/iPhone|iPad/i, 'iOS'],
  [/Android/i, 'Android'],
  [/Windows/i, 'Windows'],
  [/Mac OS X|Macintosh/i, 'macOS'],
  [/Linux/i, 'Linux'],
];

// The order matters: nearly all of them also say Chrome and Safari.
const BROWSERS: readonly [RegExp, string][] = [
  [/MicroMessenger/i, 'WeChat'],
  [/Edg(e|A|iOS)?\//i, 'Edge'],
  [/HuaweiBrowser/i, 'Huawei'],
  [/Firefox|FxiOS/i, 'Firefox'],
  [/Chrome|CriOS/i, 'Chrome'],
  [/Safari/i, 'Safari'],
];

/** What a browser says about itself, in words that its owner knows. */
export function deviceOf(agent: string | null): Device {
  const text = agent ?? '';
  const find = (list: readonly [RegExp, string][]) => list.find(([pattern]) => pattern.test(text))?.[1] ?? null;
  const system = find(SYSTEMS);
  const machine =
    system === null
      ? 'unknown'
      : /iPad|Tablet/i.test(text) || (/Android/i.test(text) && !/Mobile/i.test(text))
        ? 'tablet'
        : /iPhone|Android|HarmonyOS|Mobile/i.test(text)
          ? 'phone'
          : 'computer';
  return { machine, system, browser: find(BROWSERS) };
}
