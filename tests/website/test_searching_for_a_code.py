"""Who types a code where one searches is led to Mijn inbreng; the code stands in no address of ours."""

import pytest
from django.urls import reverse

from speelruimte.activities.kinds.budget.codes import VOTING
from speelruimte.people.receipts import new_code
from speelruimte.shared.codes import code_of

VOTE = code_of("7F3K2Q9DM4T", prefix=VOTING.prefix)


@pytest.mark.parametrize("with_dashes", [True, False])
@pytest.mark.parametrize("is_vote", [True, False])
def test_a_code_that_is_searched_for_leads_to_where_codes_are_typed(
    client, db, with_dashes, is_vote
):
    code = VOTE if is_vote else new_code()[0]
    typed = code if with_dashes else code.replace("-", "").lower()

    for _again in range(2):  # nothing of it is kept in memory either
        answer = client.get(reverse("search"), {"q": typed, "in": "inbreng"})
        assert answer.status_code == 302
        assert answer.url == reverse("search") + "?in=code"
    page = client.get(answer.url).content.decode()
    assert "Dit lijkt op een code." in page
    assert f'href="{reverse("find-contribution")}">Naar Mijn inbreng</a>' in page
    assert typed not in page
    assert "Geen plannen gevonden." not in page
