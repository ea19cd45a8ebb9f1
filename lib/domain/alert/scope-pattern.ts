/**
 * True when a text fits a pattern in which `*` stands for any characters and `?` for one; case does not count. Takes
 * time in proportion to the product of both lengths at most.
 */
export function fitsPattern(pattern: string, text: string): boolean {
  const [wanted, given] = [[...pattern.toUpperCase()], [...text.toUpperCase()]];
  let [place, at] = [0, 0];
  let star = -1;
  let starAt = 0;
  while (at < given.length) {
    if (wanted[place] === "*") {
      star = place;
      starAt = at;
      place += 1;
    } else if (wanted[place] === "?" || (place < wanted.length && wanted[place] === given[at])) {
      place += 1;
      at += 1;
    } else if (star >= 0) {
      // The last star takes one more character.
      place = star + 1;
      starAt += 1;
      at = starAt;
    } else return false;
  }
  return wanted.slice(place).every((sign) => sign === "*");
}
