# Draws bars as an SVG picture. Reads heading, label and number, with tabs; a new heading begins a new group.
# Each group has a scale of its own. Lower numbers are better in all of them.

BEGIN { FS = "\t"; width = 780; left = 380; longest = 330; step = 24 }

function escaped(text) {
  gsub(/&/, "\\&amp;", text)
  gsub(/</, "\\&lt;", text)
  return text
}

function close_to_three_digits(number) { return number < 100 ? sprintf("%.1f", number) : sprintf("%.0f", number) }

{
  if ($1 != heading[groups]) heading[++groups] = $1
  group[NR] = groups
  label[NR] = $2
  number[NR] = $3
  if ($3 > most[groups]) most[groups] = $3
}

END {
  height = 16 + NR * step + groups * 44
  printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"title description\">\n", width, height
  print "<title id=\"title\">Banyan beside other servers of the same board</title>"
  printf "<desc id=\"description\">Bars; shorter is better."
  for (i = 1; i <= NR; i++) {
    if (group[i] != group[i - 1]) printf " %s:", escaped(heading[group[i]])
    printf " %s %s%s", escaped(label[i]), close_to_three_digits(number[i]), group[i] == group[i + 1] ? ";" : "."
  }
  print "</desc>"
  print "<style>"
  print "  text { font: 14px sans-serif; fill: #24292f } .heading { font-weight: bold } .banyan { fill: #1a7f37 } .other { fill: #8c959f }"
  print "  @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .banyan { fill: #3fb950 } .other { fill: #6e7681 } }"
  print "</style>"
  y = 0
  for (i = 1; i <= NR; i++) {
    if (group[i] != group[i - 1]) {
      y += 36
      printf "<text class=\"heading\" x=\"8\" y=\"%d\">%s</text>\n", y, escaped(heading[group[i]])
      y += 8
    }
    bar = most[group[i]] > 0 ? number[i] / most[group[i]] * longest : 0
    printf "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", left - 8, y + 17, escaped(label[i])
    printf "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"16\"/>", label[i] ~ /^Banyan/ ? "banyan" : "other", left, y + 4, bar
    printf "<text x=\"%.1f\" y=\"%d\">%s</text>\n", left + bar + 6, y + 17, close_to_three_digits(number[i])
    y += step
  }
  print "</svg>"
}
