import { DOCUMENT, inject, Injectable, signal } from '@angular/core';

export type TextSize = 'normal' | 'elder' | 'huge';

export const TEXT_SIZES: readonly TextSize[] = ['normal', 'elder', 'huge'];

/** What this phone remembers for its owner. Works without storage too; it then forgets at the end of the visit. */
@Injectable({ providedIn: 'root' })
export class Prefs {
  private readonly document = inject(DOCUMENT);
  private readonly known = new Map<string, string>();
  private readonly size = signal<TextSize>(sizeFrom(this.read('size')));

  readonly textSize = this.size.asReadonly();

  /** Puts the size on <html> before the first page is drawn. */
  apply(): void {
    this.document.documentElement.dataset['size'] = this.size();
  }

  setTextSize(size: TextSize): void {
    this.size.set(size);
    this.write('size', size);
    this.apply();
  }

  read(name: string): string | null {
    const known = this.known.get(name);
    if (known !== undefined) {
      return known;
    }
    try {
      const stored = localStorage.getItem(`volunteer.${name}`);
      if (stored !== null) {
        this.known.set(name, stored);
      }
      return stored;
    } catch {
      return null;
    }
  }

  write(name: string, value: string): void {
    this.known.set(name, value);
    try {
      localStorage.setItem(`volunteer.${name}`, value);
    } catch {
      // Private windows and some in-app browsers refuse storage; the choice then lasts for this visit.
    }
  }

  /** Signing out wipes what the browser keeps of this site; letters and language belong to the phone and stay. */
  writeAgain(): void {
    this.known.forEach((value, name) => this.write(name, value));
  }
}

function sizeFrom(stored: string | null): TextSize {
  return TEXT_SIZES.find((size) => size === stored) ?? 'normal';
}
