// The bar of a ballot: what is chosen and what is left, without a press. The page says the same after
// "Reken uit" (kinds/budget/chosen_words.py).
const ballot = document.querySelector("[data-ballot]");
const bar = document.querySelector("[data-bar]");

// € 1.234,50 on one line, as the pages write it; whole amounts without cents.
function euro(cents) {
  const digits = cents % 100 ? 2 : 0;
  const amount = new Intl.NumberFormat("nl-NL", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `€\u00a0${amount.format(cents / 100)}`;
}

if (ballot && bar) {
  const words = JSON.parse(document.getElementById("woorden-balk").textContent);
  const said = (name, number, cents = 0) =>
    words[name][Math.min(number, 2)].replace("{n}", number).replace("{amount}", euro(cents));
  const countUp = () => {
    const ticked = [...ballot.querySelectorAll("input:checked")];
    const number = ticked.length;
    const total = ticked.reduce((sum, box) => sum + Number(box.dataset.cents), 0);
    const left = [];
    if (number < words.minimum) left.push(said("fewer", words.minimum - number));
    else if (words.maximum !== null)
      left.push(number > words.maximum ? said("tooMany", number - words.maximum) : said("more", words.maximum - number));
    if (words.maximumCost !== null) {
      const over = total - words.maximumCost;
      left.push(said(over > 0 ? "tooMuch" : "leftOver", 0, Math.abs(over)));
    }
    bar.querySelector("[data-chosen]").textContent = said("chosen", number, total);
    bar.querySelector("[data-left]").textContent = left.join(" ");
  };
  ballot.addEventListener("change", countUp);
  document.querySelector("button[name=count]").remove();
  countUp();
}
