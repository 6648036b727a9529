-- Which articles say of a thing what others contradict, and which article of several that agree writes a description.
-- In: described(part, article, thing, said, kind, file, line), where the article is '' for what all articles share, and
-- the kind is 'described', 'stated' (a value in a property that has a fixed number of them) or 'made' (by a rule).

-- Things of which more than one article says something.
CREATE TABLE several AS
SELECT thing FROM described GROUP BY thing HAVING count(*) > 1;

-- What is held to be right of each: what all articles share, or else what most say, or else what the first one says.
CREATE MACRO chosen(rows) AS TABLE
SELECT DISTINCT ON (thing) thing, said, article, articles
FROM (
    SELECT thing, said, min(article) AS article, count(*) AS articles
    FROM query_table(rows) SEMI JOIN several USING (thing)
    GROUP BY thing, said
)
ORDER BY thing, article = '' DESC, articles DESC, article;

-- The rows that differ from it, with the first place where it is said.
CREATE MACRO clashes(rows) AS TABLE
SELECT here.part, here.article, thing, here.kind, chosen.article AS other, chosen.articles AS others,
    there.file AS other_file, there.line AS other_line
FROM query_table(rows) AS here
JOIN chosen(rows) AS chosen USING (thing)
JOIN query_table(rows) AS there USING (thing)
WHERE here.said <> chosen.said AND there.article = chosen.article;

CREATE TABLE authored AS FROM described WHERE kind <> 'made';
CREATE TABLE collisions AS FROM clashes('authored');

-- What an article that is left out says makes no conclusion of another one wrong.
CREATE TABLE kept AS FROM described WHERE article NOT IN (SELECT article FROM collisions);
CREATE TABLE concluded AS FROM kept WHERE kind = 'made';
INSERT INTO collisions FROM clashes('concluded');

-- The first article that describes a thing, of those that are not left out, writes it; the others repeat it.
CREATE TABLE repeated AS
WITH descriptions AS (
    SELECT part, article, thing FROM kept SEMI JOIN several USING (thing) WHERE kind = 'described'
),
writers AS (SELECT thing, min(article) AS article FROM descriptions GROUP BY thing)
SELECT descriptions.part, descriptions.article, thing
FROM descriptions JOIN writers USING (thing)
WHERE descriptions.article <> writers.article;
