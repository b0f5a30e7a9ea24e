import { Pipe, PipeTransform } from '@angular/core';

import { fenText } from '../domain/fen';

/** Whole fen as ¥1,234.50. */
@Pipe({ name: 'appMoney' })
export class MoneyPipe implements PipeTransform {
  transform(fen: number | null | undefined): string {
    return fen === null || fen === undefined ? '' : fenText(fen);
  }
}
