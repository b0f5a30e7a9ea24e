import { RULES } from './trusted-types';

describe('trusted types', () => {
  it('let the service worker through, and no other program', () => {
    expect(RULES.createScriptURL('/ngsw-worker.js')).toBe('/ngsw-worker.js');
    expect(RULES.createScriptURL('https://evil.example/ngsw-worker.js')).toBeNull();
    expect(RULES.createScriptURL('/files/upload.js')).toBeNull();
  });

  it('let plain drawings through', () => {
    const icon = '<svg viewBox="64 64 896 896" focusable="false"><path d="M1 1h2" fill="currentColor"/></svg>';
    expect(RULES.createHTML(icon)).toBe(icon);
  });

  it.each([
    '<img src=x onerror=alert(1)>',
    '<svg><script>alert(1)</script></svg>',
    '<svg onload=alert(1)></svg>',
    '<svg\nonload=alert(1)></svg>',
    '<svg/onload=alert(1)></svg>',
    '<svg><a href="javascript:alert(1)"><path/></a></svg>',
    '<svg><use xlink:href="#x"/></svg>',
    '<svg><foreignObject><body></body></foreignObject></svg>',
    '<svg><animate attributeName=x onbegin=alert(1)/></svg>',
    'text <svg></svg>',
    '<b>bold</b>',
  ])('stop %s', (html) => {
    expect(RULES.createHTML(html)).toBeNull();
  });
});
